package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.Literals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the row that an address names by its key. */
final class RowKeys {
    private RowKeys() {}

    /**
     * The row, or null when there is none.
     *
     * @param forWrite whether changes count that readers do not see yet
     * @throws BcException when the key has not the form of the set's key
     */
    static @Nullable Row find(EntitySet set, String key, boolean forWrite) {
        BcTable table = set.table();
        if (set.surface().isApi()) {
            String id = BcPath.unquoted(key.startsWith("id=") ? key.substring(3) : key);
            if (!Literals.isGuid(id)) {
                throw BcException.badRequest("'" + key + "' is not a key of " + set.name() + ", expected a GUID.");
            }
            UUID guid = UUID.fromString(id);
            return forWrite ? table.rows().findForWrite(guid) : table.rows().find(guid);
        }
        Map<String, String> values = values(set, key);
        for (Row row : table.withKey(field -> value(field, values.getOrDefault(property(set, field), "")))) {
            if (matches(set, values, row)) {
                return forWrite ? table.rows().findForWrite(row.id()) : row;
            }
        }
        return null;
    }

    /** The property of the set's key that shows a field of the table's. */
    private static String property(EntitySet set, Field field) {
        return set.keys().get(set.table().keys().indexOf(field.name()));
    }

    private static boolean matches(EntitySet set, Map<String, String> values, Row row) {
        for (String key : set.keys()) {
            Field field = java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(set.find(key)).field());
            if (!KeyRules.same(row.get(field.column()), value(field, values.getOrDefault(key, "")))) {
                return false;
            }
        }
        return true;
    }

    /** The value of a key field as it is stored, null when it is the empty one. */
    private static @Nullable Object value(Field field, String text) {
        try {
            Object value =
                    switch (field.kind()) {
                        case INTEGER, LONG -> Long.valueOf(text);
                        case DECIMAL -> new java.math.BigDecimal(text);
                        case DATE -> java.time.LocalDate.parse(text);
                        default -> text.strip();
                    };
            boolean zero = value instanceof java.math.BigDecimal number && number.signum() == 0;
            return zero || value.equals(field.kind().empty()) ? null : value;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw BcException.badRequest("'" + text + "' is no value of " + field.name() + ".");
        }
    }

    private static Map<String, String> values(EntitySet set, String key) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> parts = key.contains("=") ? List.of(key.split(",(?=[A-Za-z_]+=)")) : List.of(key);
        if (!key.contains("=")) {
            values.put(set.keys().get(0), BcPath.unquoted(key));
        } else {
            for (String part : parts) {
                int equals = part.indexOf('=');
                values.put(
                        part.substring(0, equals).strip(),
                        BcPath.unquoted(part.substring(equals + 1).strip()));
            }
        }
        if (!values.keySet().equals(java.util.Set.copyOf(set.keys()))) {
            throw BcException.badRequest(
                    "'" + key + "' is not a key of " + set.name() + ", expected " + set.keys() + ".");
        }
        return values;
    }
}
