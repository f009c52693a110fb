package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterCompiler;
import io.koppel.sandbox.filter.Literals;
import io.koppel.sandbox.filter.RowMember;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row a URL names, whether it exists or not: by primary key or by an alternate key that is defined
 * (dataverse-web-api.md §2, §6.2).
 *
 * @param id the primary key, or null when addressed by alternate key
 * @param key the columns and values of the alternate key
 */
record RowAddress(StoredTable table, @Nullable UUID id, Map<DataverseColumn, @Nullable Object> key) {
    /** Reads the part in brackets. */
    static RowAddress parse(DataverseStore store, StoredTable table, String text) {
        UUID id = Guids.parse(text.strip());
        if (id != null) {
            return new RowAddress(table, id, Map.of());
        }
        Map<DataverseColumn, @Nullable Object> key = new LinkedHashMap<>();
        DataverseMembers members = new DataverseMembers(store, table);
        for (String part : RowShapes.split(text, ',')) {
            int equals = part.indexOf('=');
            DataverseColumn column = equals < 0
                    ? null
                    : table.table().property(part.substring(0, equals).strip());
            RowMember member = column == null ? null : members.resolve(column.property());
            if (column == null || member == null) {
                throw invalid(table, text);
            }
            key.put(
                    column,
                    literal(table, text, member, part.substring(equals + 1).strip()));
        }
        if (key.size() == 1 && key.get(table.table().key()) instanceof UUID primary) {
            return new RowAddress(table, primary, Map.of());
        }
        if (!isDefined(store, table, key)) {
            throw invalid(table, text);
        }
        return new RowAddress(table, null, key);
    }

    private static Object literal(StoredTable table, String text, RowMember member, String word) {
        boolean quoted = word.length() >= 2 && word.startsWith("'") && word.endsWith("'");
        Expression.Literal literal = quoted
                ? new Expression.Literal(word.substring(1, word.length() - 1).replace("''", "'"))
                : Literals.of(word);
        Object value = literal == null ? null : FilterCompiler.fit(member, literal.value());
        if (value == null) {
            throw invalid(table, text);
        }
        return value;
    }

    private static boolean isDefined(
            DataverseStore store, StoredTable table, Map<DataverseColumn, @Nullable Object> key) {
        for (AlternateKey defined : store.keys().getOrDefault(table.table().logicalName(), java.util.List.of())) {
            boolean all = defined.columns().size() == key.size();
            for (DataverseColumn column : key.keySet()) {
                all &= defined.columns().contains(column.logicalName());
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static DataverseError invalid(StoredTable table, String text) {
        return DataverseError.unsupported("Resource not found: the key in the request URI is not valid for resource"
                + " 'Microsoft.Dynamics.CRM." + table.table().logicalName() + "' (" + text + "); this key");
    }

    /** The row as readers see it, or null. */
    @Nullable
    Row find(DataverseStore store) {
        return id != null ? table.rows().find(id) : store.byKey(table, key);
    }

    /** The row as the next write must see it, or null. */
    @Nullable
    Row findForWrite(DataverseStore store) {
        if (id != null) {
            return table.rows().findForWrite(id);
        }
        Row row = store.byKey(table, key);
        return row == null ? null : table.rows().findForWrite(row.id());
    }

    /** The row, or the refusal of one that does not exist. */
    Row required(DataverseStore store) {
        Row row = find(store);
        if (row == null) {
            throw missing();
        }
        return row;
    }

    DataverseError missing() {
        return id != null
                ? DataverseError.notFound(table.table().logicalName(), id)
                : DataverseError.noSuchKey(table.table().logicalName());
    }
}
