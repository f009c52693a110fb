package io.koppel.sync;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;
import org.jspecify.annotations.Nullable;

/** How lookups stand in a payload for Dataverse: {@code pricelevelid@odata.bind} with {@code /pricelevels(id)}. */
public final class PayloadLookups {
    private static final String BIND = "@odata.bind";

    private PayloadLookups() {}

    /** The payload's name for a lookup column: its navigation property, which is the column's own name unless a row says otherwise. */
    public static String bind(TableMapping mapping, String column) {
        for (FieldMapping field : mapping.fields()) {
            if (column.equals(field.dataverse())
                    && field.conversion() instanceof Conversion.CouplingOf coupling
                    && coupling.navigation() != null) {
                return coupling.navigation() + BIND;
            }
        }
        return column + BIND;
    }

    /** The payload's name for a lookup whose navigation property has the column's name. */
    public static String bind(String column) {
        return column + BIND;
    }

    /** The value that binds a row. */
    public static String to(String entitySet, Object id) {
        return "/" + entitySet + "(" + id + ")";
    }

    /** The id in such a value, or null if it has none. */
    public static @Nullable String id(String bound) {
        int open = bound.lastIndexOf('(');
        return open < 0 || !bound.endsWith(")") ? null : bound.substring(open + 1, bound.length() - 1);
    }

    /** The id a record is about to be bound to in a lookup column, else the one its target has; null for none. */
    public static @Nullable String id(Item item, String column) {
        Object bound = item.payload().get(bind(column));
        if (bound != null) {
            return id(bound.toString());
        }
        Object there = item.target() == null || item.payload().containsKey(bind(column))
                ? null
                : item.target().get("_" + column + "_value");
        return there == null ? null : there.toString();
    }
}
