package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.order.PostedOrders;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.CoupledTables;
import io.koppel.sync.Engine;
import io.koppel.sync.rules.LookupRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what tells how orders have ended: their newest archived versions, and how Sales shows them; few requests for a block. */
final class EndedReader {
    private static final int TEXT = 250;
    private static final String VERSION_COLUMNS =
            "systemId,number,occurrenceNumber,version,invoiced,shipmentDate,paymentDiscountPercent";
    private static final String LINE_COLUMNS =
            "systemId,documentNumber,occurrenceNumber,version,lineNumber,type,number,"
                    + "description,itemId,resourceId,quantity,shippedQuantity,unitPrice,discountAmount,netAmount,netAmountIncludingTax";
    private static final String ORDER_COLUMNS = "salesorderid,statecode,statuscode,datefulfilled,discountpercentage,"
            + "bcbi_businesscentralordernumber,bcbi_businesscentraldocumentoccurrencenumber";
    private static final String DETAIL_COLUMNS =
            "salesorderdetailid,_salesorderid_value,bcbi_businesscentrallinenumber,"
                    + "quantity,quantityshipped,manualdiscountamount,tax,baseamount,extendedamount";

    private final Engine engine;
    private final CoupledTables tables;

    EndedReader(Engine engine) {
        this.engine = engine;
        this.tables = new CoupledTables(engine);
    }

    /** How an order ended, ready to be told. */
    interface End {
        List<WriteOperation> writes(boolean keepsFigures);
    }

    /** The end of each order; nothing is to be told of one that Sales has no more. */
    Map<ArchivedOrder, End> read(List<ArchivedOrder> orders) {
        Map<UUID, Row> sales = sales(orders);
        Map<UUID, List<Row>> details = details(sales.keySet());
        Map<ArchivedOrder, Row> versions = versions(orders, sales);
        Map<String, List<Row>> lines = lines(versions.values());
        Products products = new Products(lines.values());
        Set<String> posted = PostedOrders.of(
                engine,
                orders.stream()
                        .filter(order -> !versions.containsKey(order))
                        .map(ArchivedOrder::number)
                        .toList());
        Map<ArchivedOrder, End> ends = new LinkedHashMap<>();
        for (ArchivedOrder order : orders) {
            Row shown = sales.get(order.dataverseId());
            Row version = versions.get(order);
            ends.put(
                    order,
                    shown == null
                            ? keeps -> List.of()
                            : keeps -> new OrderEnd(shown, details.getOrDefault(order.dataverseId(), List.of()))
                                    .writes(
                                            version,
                                            version == null ? List.of() : lines.getOrDefault(key(version), List.of()),
                                            order.number() != null && posted.contains(order.number()),
                                            keeps,
                                            products::sold));
        }
        return ends;
    }

    private Map<UUID, Row> sales(List<ArchivedOrder> orders) {
        Map<UUID, Row> found = new HashMap<>();
        engine.services()
                .dataverse()
                .readByIds(
                        "salesorders",
                        "salesorderid",
                        orders.stream()
                                .map(order -> order.dataverseId().toString())
                                .toList(),
                        Map.of("$select", ORDER_COLUMNS))
                .rows()
                .forEach(row -> found.put(Columns.id(row, "salesorderid"), row));
        return found;
    }

    private Map<UUID, List<Row>> details(Collection<UUID> orders) {
        Map<UUID, List<Row>> found = new HashMap<>();
        if (!orders.isEmpty()) {
            LookupRows.in(
                            engine,
                            "salesorderdetails",
                            "salesorderid",
                            orders.stream().map(UUID::toString).toList(),
                            "salesorderdetailid ne null",
                            DETAIL_COLUMNS)
                    .forEach(row -> found.computeIfAbsent(
                                    Columns.id(row, "_salesorderid_value"), key -> new ArrayList<>())
                            .add(row));
        }
        return found;
    }

    /**
     * The newest version of each order: by number and occurrence, because a number may be used again (§10.2). An order of which Sales
     * never learned the occurrence is the last one of its number.
     */
    private Map<ArchivedOrder, Row> versions(List<ArchivedOrder> orders, Map<UUID, Row> sales) {
        Map<String, List<Row>> byNumber = new HashMap<>();
        read(
                        "archivedSalesOrders",
                        "number",
                        orders.stream().map(ArchivedOrder::number).toList(),
                        VERSION_COLUMNS)
                .forEach(row -> byNumber.computeIfAbsent(Columns.text(row, "number"), key -> new ArrayList<>())
                        .add(row));
        Map<ArchivedOrder, Row> newest = new HashMap<>();
        for (ArchivedOrder order : orders) {
            Row shown = sales.get(order.dataverseId());
            int occurrence = shown == null ? -1 : Columns.number(shown, "bcbi_businesscentraldocumentoccurrencenumber");
            Row best = null;
            for (Row row : byNumber.getOrDefault(String.valueOf(order.number()), List.of())) {
                boolean own = occurrence <= 0 || Columns.number(row, "occurrenceNumber") == occurrence;
                if (own && (best == null || newer(row, best))) {
                    best = row;
                }
            }
            if (best != null) {
                newest.put(order, best);
            }
        }
        return newest;
    }

    private static boolean newer(Row row, Row than) {
        int byOccurrence =
                Integer.compare(Columns.number(row, "occurrenceNumber"), Columns.number(than, "occurrenceNumber"));
        return byOccurrence > 0
                || (byOccurrence == 0 && Columns.number(row, "version") > Columns.number(than, "version"));
    }

    private static String key(Row version) {
        String number = version.text("number");
        return number + " " + version.get("occurrenceNumber") + " " + version.get("version");
    }

    private Map<String, List<Row>> lines(Collection<Row> versions) {
        Set<String> wanted = versions.stream().map(EndedReader::key).collect(Collectors.toSet());
        Map<String, List<Row>> found = new HashMap<>();
        List<@Nullable String> numbers = new ArrayList<>();
        versions.forEach(row -> numbers.add(row.text("number")));
        for (Row row : read("archivedSalesOrderLines", "documentNumber", numbers, LINE_COLUMNS)) {
            String key = row.text("documentNumber") + " " + row.get("occurrenceNumber") + " " + row.get("version");
            if (wanted.contains(key)) {
                found.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
            }
        }
        return found;
    }

    private List<Row> read(String set, String column, Collection<? extends @Nullable String> values, String select) {
        Set<String> distinct = new LinkedHashSet<>();
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                distinct.add(value);
            }
        }
        if (distinct.isEmpty()) {
            return List.of();
        }
        String filter = distinct.stream()
                .map(value -> column + " eq '" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(" or "));
        List<Row> rows = new ArrayList<>();
        Pages pages = engine.services()
                .businessCentral()
                .read(ReadRequest.of(set).with("$select", select).with("$filter", filter));
        while (pages.hasNext()) {
            rows.addAll(pages.next().rows());
        }
        return rows;
    }

    /** Products of archived lines that Sales may lack; a line without a coupled product is told as text. */
    private final class Products {
        private final Map<UUID, UUID> products = new HashMap<>();
        private final Map<UUID, String> units = new HashMap<>();

        Products(Collection<List<Row>> lines) {
            couple("items", "itemId", lines);
            couple("resources", "resourceId", lines);
            for (Row row : engine.services()
                    .dataverse()
                    .readByIds(
                            "products",
                            "productid",
                            products.values().stream().map(UUID::toString).toList(),
                            Map.of("$select", "productid,_defaultuomid_value"))
                    .rows()) {
                String unit = row.text("_defaultuomid_value");
                if (unit != null) {
                    units.put(Columns.id(row, "productid"), unit);
                }
            }
        }

        private void couple(String set, String column, Collection<List<Row>> lines) {
            List<UUID> ids = new ArrayList<>();
            lines.forEach(some -> some.forEach(row -> {
                UUID id = Columns.idOrNull(row, column);
                if (id != null) {
                    ids.add(id);
                }
            }));
            for (Map.Entry<UUID, Coupling> entry : tables.byBusinessCentral(tables.mapping(set, "product"), ids)
                    .entrySet()) {
                products.put(entry.getKey(), entry.getValue().dataverseId());
            }
        }

        Map<String, @Nullable Object> sold(Row line) {
            UUID item = Columns.idOrNull(line, "itemId");
            UUID id = item == null ? Columns.idOrNull(line, "resourceId") : item;
            UUID product = id == null ? null : products.get(id);
            String unit = product == null ? null : units.get(product);
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            if (product != null && unit != null) {
                columns.put("productid@odata.bind", "/products(" + product + ")");
                columns.put("uomid@odata.bind", "/uoms(" + unit + ")");
                return columns;
            }
            String text = Columns.text(line, "number") + " " + Columns.text(line, "description");
            columns.put("isproductoverridden", true);
            columns.put("productdescription", text.substring(0, Math.min(TEXT, text.length())));
            return columns;
        }
    }
}
