package io.koppel.sales.source;

import io.koppel.odata.Row;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of columns of either service, in Koppel's types. */
public final class Columns {
    private static final UUID NONE = new UUID(0, 0);

    private Columns() {}

    /** An id that is there. */
    public static UUID id(Row row, String column) {
        UUID id = idOrNull(row, column);
        if (id == null) {
            throw new IllegalStateException("a row came without its " + column + "; the request selects it");
        }
        return id;
    }

    /** An id; null for empty and for the id of all zeros. */
    public static @Nullable UUID idOrNull(Row row, String column) {
        String text = row.text(column);
        UUID id = text == null || text.isBlank() ? null : UUID.fromString(text);
        return NONE.equals(id) ? null : id;
    }

    /** A text, blank for empty. */
    public static String text(Row row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }

    /** An amount, 0 for empty. */
    public static BigDecimal amount(Row row, String column) {
        Object value = row.get(column);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    /** The number of a choice, null for empty. */
    public static @Nullable Integer choice(Row row, String column) {
        return row.get(column) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }

    /** A state or status, -1 for none. */
    public static int number(Row row, String column) {
        return row.get(column) instanceof Number number ? number.intValue() : -1;
    }

    /** Whether a flag is set. */
    public static boolean flag(Row row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }
}
