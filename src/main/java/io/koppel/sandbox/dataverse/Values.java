package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The value of any column of a row, stored or computed (dataverse-web-api.md §10.1, §10.2, §17 rule 8). */
final class Values {
    /** Decimals that money comes back with. */
    static final int MONEY_SCALE = 4;

    private final DataverseStore store;

    Values(DataverseStore store) {
        this.store = store;
    }

    /** A column's value as the core's types; null where there is none. */
    @Nullable
    Object of(StoredTable table, Row row, DataverseColumn column) {
        Column stored = table.stored(column);
        if (stored != null) {
            Object value = row.get(stored);
            // A two-option column is never empty.
            return value == null && column.type() == ColumnType.BOOLEAN ? false : value;
        }
        String base = column.baseOf();
        if (base != null) {
            return base(table, row, base);
        }
        return switch (column.logicalName()) {
            case "versionnumber" -> row.version();
            case "modifiedon" -> row.modifiedAt();
            case "owninguser" -> owner(table, row, "systemuser");
            case "owningteam" -> owner(table, row, "team");
            case "address1_composite", "address2_composite", "billto_composite", "shipto_composite" ->
                composite(
                        table,
                        row,
                        column.logicalName().substring(0, column.logicalName().indexOf('_') + 1));
            case "quotestatecode", "salesorderstatecode", "invoicestatecode" -> ofHeader(table, row, "statecode");
            case "salesorderispricelocked", "invoiceispricelocked" ->
                Boolean.TRUE.equals(ofHeader(table, row, "ispricelocked"));
            default -> column.type() == ColumnType.MANAGED ? null : row.id();
        };
    }

    /** What the header of a line says. */
    private @Nullable Object ofHeader(StoredTable table, Row row, String column) {
        SalesDocument document = SalesDocument.of(table.table().logicalName());
        DataverseStore.Found header = document != null && table.value(row, document.lookup()) instanceof UUID id
                ? store.find(document.table(), id)
                : null;
        return header == null ? null : header.value(column);
    }

    /** Equal as the service compares keys: texts without regard to case. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        return (left instanceof String a && right instanceof String b)
                ? a.equalsIgnoreCase(b)
                : io.koppel.sandbox.core.Values.compare(left, right) == 0;
    }

    private static @Nullable BigDecimal base(StoredTable table, Row row, String money) {
        Object amount = table.value(row, money);
        Object rate = table.value(row, "exchangerate");
        if (!(amount instanceof BigDecimal value) || !(rate instanceof BigDecimal divisor) || divisor.signum() == 0) {
            return null;
        }
        return value.divide(divisor, MONEY_SCALE, RoundingMode.HALF_UP);
    }

    private @Nullable UUID owner(StoredTable table, Row row, String kind) {
        Object owner = table.value(row, "ownerid");
        return owner instanceof UUID id && store.find(kind, id) != null ? id : null;
    }

    /** The address as the service prints it: lines, then city, region and post code, then country. */
    private static @Nullable String composite(StoredTable table, Row row, String prefix) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {"line1", "line2", "line3"}) {
            append(text, table.value(row, prefix + part), "\r\n");
        }
        StringBuilder place = new StringBuilder();
        append(place, table.value(row, prefix + "city"), ", ");
        append(place, table.value(row, prefix + "stateorprovince"), ", ");
        append(place, table.value(row, prefix + "postalcode"), " ");
        append(text, place.length() == 0 ? null : place.toString(), "\r\n");
        append(text, table.value(row, prefix + "country"), "\r\n");
        return text.length() == 0 ? null : text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object part, String separator) {
        if (part != null) {
            text.append(text.length() == 0 ? "" : separator).append(part);
        }
    }
}
