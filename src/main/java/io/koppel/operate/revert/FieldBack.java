package io.koppel.operate.revert;

import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a field of the history is read and written on its side.
 *
 * @param field the field row it belongs to, null if a rule wrote it
 * @param read column to read
 * @param write property to write
 * @param sets Dataverse sets a lookup may point to; empty for what is no lookup there
 */
record FieldBack(@Nullable FieldMapping field, String read, String write, List<String> sets) {
    private static final String BIND = "@odata.bind";
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";

    /** @param sets finds the Dataverse sets of a field row's lookup */
    static FieldBack of(
            TableMapping mapping,
            Side side,
            String name,
            @Nullable Object before,
            @Nullable Object after,
            java.util.function.Function<FieldMapping, List<String>> sets) {
        if (name.endsWith(BIND)) {
            String lookup = name.substring(0, name.length() - BIND.length());
            return new FieldBack(
                    null, "_" + lookup.toLowerCase(Locale.ROOT) + "_value", name, sets(before, after, lookup));
        }
        for (FieldMapping field : mapping.fields()) {
            if (name.equals(field.on(side))) {
                boolean lookup = side == Side.DATAVERSE && field.isLookup();
                String read = field.readName(side);
                return new FieldBack(
                        field,
                        read == null ? name : read,
                        lookup ? field.navigation() + BIND : name,
                        lookup ? sets.apply(field) : List.of());
            }
        }
        return new FieldBack(null, name, name, List.of());
    }

    private static List<String> sets(@Nullable Object before, @Nullable Object after, String lookup) {
        List<String> sets = new ArrayList<>();
        for (Object value : new Object[] {String.valueOf(before), String.valueOf(after)}) {
            String text = value.toString();
            if (text.startsWith("/") && text.contains("(")) {
                sets.add(text.substring(1, text.indexOf('(')));
            }
        }
        return lookup.equals("ownerid") ? List.of("systemusers", "teams") : sets;
    }

    /** Whether two values are the same for a person: how a value is written differs from how it is read. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return normal(one).equalsIgnoreCase(normal(other));
    }

    /** The value as text: lookups as their bare id, empty as nothing. */
    static String normal(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        String text = value == null ? "" : value.toString().trim();
        if (text.startsWith("/") && text.endsWith(")")) {
            text = text.substring(text.indexOf('(') + 1, text.length() - 1);
        }
        boolean empty = text.equals(ZERO) || text.equals("_x0020_") || text.startsWith("0001-01-01");
        return empty ? "" : text.replace("_x0020_", " ");
    }
}
