package io.koppel.sync.rules;

import io.koppel.odata.Row;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.PayloadLookups;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adds prices to the price list of a document for those of its products that have none there (sales-documents.md §4.3, §10.2). */
final class MissingPrices {
    private static final String ITEMS = "productpricelevels";
    private static final int BLOCK = 100;

    private final Engine engine;
    private final Map<Pass, Set<String>> known = new WeakHashMap<>();

    MissingPrices(Engine engine) {
        this.engine = engine;
    }

    /** A price as it would be added. */
    record Price(String list, String product, String unit, BigDecimal amount) {
        String key() {
            return list + " " + product + " " + unit;
        }
    }

    /**
     * Adds what is missing. One batch at a time: batches that look for the same price side by side would both add it, and the
     * service refuses the whole message in which one of them comes second.
     *
     * @param wanted prices by their key; those that are there already are taken out
     * @param refused told of prices that the service refuses, and why
     */
    synchronized void add(Pass pass, Map<String, Price> wanted, BiConsumer<Price, String> refused) {
        if (wanted.isEmpty() || pass.isPreview()) {
            return;
        }
        Set<String> there = known.computeIfAbsent(pass, key -> new HashSet<>());
        wanted.keySet().removeAll(there);
        there.addAll(there(List.copyOf(wanted.values())));
        wanted.keySet().removeAll(there);
        List<Price> missing = List.copyOf(wanted.values());
        List<Map<String, @Nullable Object>> rows =
                missing.stream().map(MissingPrices::row).toList();
        List<WriteResult> results = rows.isEmpty()
                ? List.of()
                : engine.services().dataverse().createMultiple(ITEMS, "productpricelevel", rows);
        for (int i = 0; i < results.size(); i++) {
            Price price = missing.get(i);
            if (results.get(i) instanceof WriteResult.Written) {
                there.add(price.key());
                SideCreates.remember(engine, pass, id(price), rows.get(i), "price of a new document");
            } else if (results.get(i) instanceof WriteResult.Refused no
                    && there(List.of(price)).isEmpty()) {
                refused.accept(price, no.error().message());
            }
        }
    }

    /** Which of these prices there are already. */
    private Set<String> there(List<Price> prices) {
        Set<String> found = new HashSet<>();
        Map<String, List<String>> byList = new LinkedHashMap<>();
        prices.forEach(price ->
                byList.computeIfAbsent(price.list(), list -> new ArrayList<>()).add(price.product()));
        byList.forEach((list, products) -> {
            List<String> distinct = products.stream().distinct().toList();
            for (int at = 0; at < distinct.size(); at += BLOCK) {
                for (Row row : LookupRows.in(
                        engine,
                        ITEMS,
                        "productid",
                        distinct.subList(at, Math.min(distinct.size(), at + BLOCK)),
                        "_pricelevelid_value eq " + list,
                        "productpricelevelid,_productid_value,_uomid_value")) {
                    found.add(list + " " + row.get("_productid_value") + " " + row.get("_uomid_value"));
                }
            }
        });
        return found;
    }

    private static UUID id(Price price) {
        return UUID.nameUUIDFromBytes(price.key().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> row(Price price) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("productpricelevelid", id(price).toString());
        row.put(PayloadLookups.bind("pricelevelid"), PayloadLookups.to("pricelevels", price.list()));
        row.put(PayloadLookups.bind("productid"), PayloadLookups.to("products", price.product()));
        row.put(PayloadLookups.bind("uomid"), PayloadLookups.to("uoms", price.unit()));
        row.put("amount", price.amount());
        row.put("pricingmethodcode", 1);
        row.put("quantitysellingcode", 1);
        return row;
    }
}
