package io.koppel.sync.rules;

import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.PayloadLookups;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the prices of products in the default price list: one for the default unit, or one for each unit of the product's
 * group, the price times the unit's quantity (table-mappings.md §8.4). Safe to repeat: what is there is compared first.
 */
final class DefaultPrices {
    private static final String SET = "productpricelevels";
    private final Engine engine;
    private final DefaultPriceList priceList;
    private final UnitGroups groups;

    DefaultPrices(Engine engine, DefaultPriceList priceList) {
        this.engine = engine;
        this.priceList = priceList;
        this.groups = new UnitGroups(engine);
    }

    private record Price(String product, String unit, BigDecimal amount) {
        String key() {
            return product + " " + unit;
        }
    }

    /**
     * Writes what is missing or differs.
     *
     * @param products rows with id, price, default unit and unit group
     * @param everyUnit whether each unit of the group has a price of its own
     * @return whether anything was written
     */
    boolean keep(Pass pass, Collection<Row> products, boolean everyUnit) {
        List<Price> wanted = new ArrayList<>();
        Map<String, UnitGroups.Group> byId = everyUnit
                ? groups.of(
                        pass,
                        products.stream()
                                .map(row -> DataverseRows.text(row, "_defaultuomscheduleid_value"))
                                .filter(id -> !id.isEmpty())
                                .toList())
                : Map.of();
        products.forEach(row -> wanted.addAll(prices(row, byId)));
        UUID list = priceList.id(pass);
        Map<String, Row> there = there(list, wanted);
        List<Map<String, @Nullable Object>> missing = new ArrayList<>();
        List<WriteOperation> changes = new ArrayList<>();
        List<History.Entry> created = new ArrayList<>();
        List<History.Entry> changed = new ArrayList<>();
        for (Price price : wanted) {
            Row row = there.get(price.key());
            if (row == null) {
                missing.add(row(list, price));
                created.add(entry(id(list, price), "create", null, price.amount()));
            } else if (decimal(row, "amount").compareTo(price.amount()) != 0) {
                UUID id = UUID.fromString(DataverseRows.text(row, "productpricelevelid"));
                changed.add(entry(id, "update", decimal(row, "amount"), price.amount()));
                changes.add(WriteOperation.update(
                        SET + "(" + DataverseRows.text(row, "productpricelevelid") + ")",
                        Map.of("amount", price.amount()),
                        row.etag() == null ? "*" : row.etag()));
            }
        }
        List<WriteResult> results = new ArrayList<>();
        if (!missing.isEmpty()) {
            results.addAll(engine.services().dataverse().createMultiple(SET, "productpricelevel", missing));
        }
        if (!changes.isEmpty()) {
            results.addAll(engine.services().dataverse().batch(changes, false));
        }
        created.addAll(changed);
        RuleHistory.record(engine, pass, RuleHistory.applied(created, results));
        if (!results.stream().allMatch(WriteResult.Written.class::isInstance)) {
            throw NotTaken.because("a price in the default price list was not written", results);
        }
        return !results.isEmpty();
    }

    private static History.Entry entry(UUID id, String operation, @Nullable BigDecimal before, BigDecimal after) {
        List<FieldChange> changes = List.of(new FieldChange("amount", before, after));
        return new History.Entry(null, id, Side.DATAVERSE, operation, Engine.DEFAULT_PRICE, changes, null);
    }

    private static List<Price> prices(Row product, Map<String, UnitGroups.Group> byId) {
        String id = DataverseRows.text(product, "productid");
        String unit = DataverseRows.text(product, "_defaultuomid_value");
        BigDecimal price = decimal(product, "price");
        UnitGroups.Group group = byId.get(DataverseRows.text(product, "_defaultuomscheduleid_value"));
        if (id.isEmpty() || unit.isEmpty()) {
            return List.of();
        }
        return group == null
                ? List.of(new Price(id, unit, price))
                : group.units().stream()
                        .map(each -> new Price(id, each.id(), price.multiply(each.quantity())))
                        .toList();
    }

    private Map<String, Row> there(UUID list, List<Price> wanted) {
        Map<String, Row> found = new HashMap<>();
        for (Row row : DataverseRows.where(
                engine,
                SET,
                "productid",
                wanted.stream().map(Price::product).toList(),
                "_pricelevelid_value eq " + list,
                "productpricelevelid,amount,_productid_value,_uomid_value")) {
            found.put(DataverseRows.text(row, "_productid_value") + " " + DataverseRows.text(row, "_uomid_value"), row);
        }
        return found;
    }

    /** The id is made of what the price is for, so that a create whose answer was lost meets its own row. */
    private static UUID id(UUID list, Price price) {
        return UUID.nameUUIDFromBytes((list + " " + price.key()).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> row(UUID list, Price price) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("productpricelevelid", id(list, price).toString());
        row.put(PayloadLookups.bind("pricelevelid"), PayloadLookups.to("pricelevels", list));
        row.put(PayloadLookups.bind("productid"), PayloadLookups.to("products", price.product()));
        row.put(PayloadLookups.bind("uomid"), PayloadLookups.to("uoms", price.unit()));
        row.put("pricingmethodcode", 1);
        row.put("amount", price.amount());
        return row;
    }

    private static BigDecimal decimal(Row row, String column) {
        Object value = row.get(column);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }
}
