package io.koppel.sales.bidirectional;

import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.order.OrderStates;
import io.koppel.sales.source.Columns;
import io.koppel.sync.rules.SalesOrderActions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Sales is told of an order that has ended, from the newest archived version of it (sales-documents.md §10.3): header, lines by
 * their Business Central line number, and the state. Only what differs is written, so that telling it twice changes nothing. Plain
 * rows in, writes out.
 */
final class OrderEnd {
    private static final int SUBMITTED = 1;
    private static final int CANCELED = 2;
    private static final int FULFILLED = 3;
    private static final int INVOICED = 4;
    private static final String LINE_NUMBER = "bcbi_businesscentrallinenumber";
    private static final String LINES = "salesorderdetails";

    private final Row order;
    private final List<Row> lines;
    private final String path;

    /** What a line that Sales lacks sells, in Sales' words. */
    interface Sold extends Function<Row, Map<String, @Nullable Object>> {}

    /**
     * @param order the order of Sales
     * @param lines its lines
     */
    OrderEnd(Row order, List<Row> lines) {
        this.order = order;
        this.lines = lines;
        this.path = "salesorders(" + order.text("salesorderid") + ")";
    }

    /**
     * The writes, in order; none if Sales shows everything or the order is canceled there.
     *
     * @param version the archived header, null if there is none
     * @param archived its lines
     * @param posted whether an invoice of it was posted, where no archived version tells
     * @param keepsFigures whether Dataverse keeps the caller's amounts
     */
    List<WriteOperation> writes(
            @Nullable Row version, List<Row> archived, boolean posted, boolean keepsFigures, Sold sold) {
        int state = Columns.number(order, "statecode");
        if (state == CANCELED) {
            return List.of();
        }
        List<WriteOperation> changes = new ArrayList<>();
        if (version != null) {
            header(version, changes);
            lines(archived, keepsFigures, sold, changes);
        }
        boolean invoiced = version == null ? posted : Columns.flag(version, "invoiced");
        return framed(state, invoiced, changes);
    }

    /** Opened for the changes, and put into the state it ends in. */
    private List<WriteOperation> framed(int state, boolean invoiced, List<WriteOperation> changes) {
        if (changes.isEmpty() && (!invoiced || state == INVOICED)) {
            return List.of();
        }
        List<WriteOperation> writes = new ArrayList<>();
        String version = order.etag() == null ? "*" : order.etag();
        boolean opens = !changes.isEmpty() || state == FULFILLED;
        if (opens) {
            writes.add(WriteOperation.update(path, OrderStates.open(), version));
        }
        writes.addAll(changes);
        if (invoiced || state == INVOICED) {
            writes.add(WriteOperation.update(path, OrderStates.invoiced(), opens ? "*" : version));
        } else if (state == SUBMITTED || state == FULFILLED) {
            writes.add(WriteOperation.update(path, OrderStates.submitted(), "*"));
        }
        if (!invoiced && state == FULFILLED) {
            writes.add(SalesOrderActions.fulfill(path));
        }
        return writes;
    }

    private void header(Row version, List<WriteOperation> changes) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        String shipped = version.text("shipmentDate");
        if (shipped != null
                && !shipped.isBlank()
                && !shipped.startsWith("0001")
                && !shipped.equals(day(order.text("datefulfilled")))) {
            columns.put("datefulfilled", shipped + "T00:00:00Z"); // a date-time column whose day is what counts
        }
        amount(columns, order, "discountpercentage", Columns.amount(version, "paymentDiscountPercent"));
        if (!columns.isEmpty()) {
            changes.add(WriteOperation.update(path, columns, "*"));
        }
    }

    private static @Nullable String day(@Nullable String time) {
        return time == null || time.length() < 10 ? null : time.substring(0, 10);
    }

    private static void amount(Map<String, @Nullable Object> columns, Row row, String column, BigDecimal value) {
        if (value.compareTo(Columns.amount(row, column)) != 0) {
            columns.put(column, value);
        }
    }

    private void lines(List<Row> archived, boolean keepsFigures, Sold sold, List<WriteOperation> changes) {
        Map<Integer, Row> there = new HashMap<>();
        for (Row line : lines) {
            if (line.get(LINE_NUMBER) instanceof Number number) {
                there.put(number.intValue(), line);
            }
        }
        Set<Integer> kept = new HashSet<>();
        for (Row line : archived) {
            if (travels(line)) {
                int number = Columns.number(line, "lineNumber");
                kept.add(number);
                Row shown = there.get(number);
                changes.addAll(shown == null ? added(line, number, sold) : changed(line, shown, keepsFigures));
            }
        }
        there.forEach((number, row) -> {
            if (!kept.contains(number)) {
                changes.add(WriteOperation.delete(LINES + "(" + row.text("salesorderdetailid") + ")", "*"));
            }
        });
    }

    private static boolean travels(Row line) {
        return Objects.equals(line.get("type"), "Item") || Objects.equals(line.get("type"), "Resource");
    }

    private static List<WriteOperation> changed(Row line, Row shown, boolean keepsFigures) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        figures(line, keepsFigures).forEach((column, value) -> amount(columns, shown, column, value));
        return columns.isEmpty()
                ? List.of()
                : List.of(WriteOperation.update(LINES + "(" + shown.text("salesorderdetailid") + ")", columns, "*"));
    }

    private static Map<String, BigDecimal> figures(Row line, boolean keepsFigures) {
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        BigDecimal net = Columns.amount(line, "netAmount");
        BigDecimal gross = Columns.amount(line, "netAmountIncludingTax");
        figures.put("quantity", Columns.amount(line, "quantity"));
        figures.put("quantityshipped", Columns.amount(line, "shippedQuantity"));
        figures.put("manualdiscountamount", Columns.amount(line, "discountAmount"));
        figures.put("tax", gross.subtract(net));
        if (keepsFigures) {
            figures.put("baseamount", net);
            figures.put("extendedamount", gross);
        }
        return figures;
    }

    private List<WriteOperation> added(Row line, int number, Sold sold) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        String seed = order.text("salesorderid") + " line " + number;
        columns.put(
                "salesorderdetailid",
                UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
        columns.put("salesorderid@odata.bind", "/" + path);
        columns.putAll(sold.apply(line));
        columns.put(LINE_NUMBER, number);
        columns.put("lineitemnumber", number);
        columns.put("ispriceoverridden", true);
        columns.put("priceperunit", Columns.amount(line, "unitPrice"));
        columns.putAll(figures(line, false));
        return List.of(WriteOperation.create(LINES, columns));
    }
}
