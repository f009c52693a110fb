package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
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
import org.jspecify.annotations.Nullable;

/**
 * A new invoice belongs to the price list of its currency, and each of its products has a price there: what is missing is added
 * with the price of the line, if that is above zero (sales-documents.md §4.2, §4.3).
 */
public final class InvoicePriceList implements Rule {
    private static final String ITEMS = "productpricelevels";
    private static final String CURRENCY = "transactioncurrencyid@odata.bind";
    private static final String LIST = "pricelevelid@odata.bind";
    private static final int BLOCK = 100;

    private final Engine engine;
    private final PriceListOfCurrency lists;
    private final Map<Pass, Set<String>> known = new WeakHashMap<>();

    public InvoicePriceList(Engine engine) {
        this.engine = engine;
        this.lists = new PriceListOfCurrency(engine);
    }

    @Override
    public String name() {
        return "invoice-price-list";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("currencyCode") : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        Object currency = item.payload().get(CURRENCY);
        if (!item.isNew() || currency == null || item.payload().containsKey(LIST)) {
            return;
        }
        String code = item.source().text("currencyCode");
        UUID list = lists.id(
                batch.pass(),
                code == null || code.isBlank() ? engine.company().localCurrency() : code,
                idOf(currency.toString()));
        item.payload().put(LIST, "/pricelevels(" + list + ")");
    }

    private static String idOf(String bind) {
        return bind.substring(bind.indexOf('(') + 1, bind.indexOf(')'));
    }

    /** A price as it would be added. */
    private record Price(String list, String product, String unit, BigDecimal amount) {
        String key() {
            return list + " " + product + " " + unit;
        }
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        Map<String, Price> wanted = new LinkedHashMap<>();
        Map<String, Item> first = new LinkedHashMap<>();
        for (Item document : documents) {
            for (Item line : document.lines()) {
                Price price = price(document, line);
                if (price != null && wanted.putIfAbsent(price.key(), price) == null) {
                    first.put(price.key(), document);
                }
            }
        }
        if (!wanted.isEmpty() && !batch.pass().isPreview()) {
            add(batch, wanted, first, refusals);
        }
    }

    /**
     * One batch at a time: batches that look for the same price side by side would both add it, and the service refuses the
     * whole message in which one of them comes second.
     */
    private synchronized void add(Batch batch, Map<String, Price> wanted, Map<String, Item> first, Refusals refusals) {
        Set<String> there = known.computeIfAbsent(batch.pass(), pass -> new HashSet<>());
        wanted.keySet().removeAll(there);
        there.addAll(there(List.copyOf(wanted.values())));
        wanted.keySet().removeAll(there);
        List<Price> missing = List.copyOf(wanted.values());
        List<Map<String, @Nullable Object>> rows =
                missing.stream().map(InvoicePriceList::row).toList();
        List<WriteResult> results = rows.isEmpty()
                ? List.of()
                : engine.services().dataverse().createMultiple(ITEMS, "productpricelevel", rows);
        for (int i = 0; i < results.size(); i++) {
            Price price = missing.get(i);
            if (results.get(i) instanceof WriteResult.Written) {
                there.add(price.key());
                SideCreates.remember(engine, batch.pass(), id(price), rows.get(i), "price of a new invoice");
            } else if (results.get(i) instanceof WriteResult.Refused refused
                    && there(List.of(price)).isEmpty()) {
                Item document = first.get(price.key());
                if (document != null) {
                    refusals.refuse(
                            document,
                            null,
                            "a product of the invoice cannot be added to the price list of its currency: "
                                    + refused.error().message());
                }
            }
        }
    }

    private static @Nullable Price price(Item document, Item line) {
        Object product = line.payload().get("productid@odata.bind");
        Object unit = line.payload().get("uomid@odata.bind");
        Object list = document.payload().get(LIST);
        Object amount = line.payload().get("priceperunit");
        if (product == null || unit == null || list == null || amount == null) {
            return null;
        }
        BigDecimal price = new BigDecimal(amount.toString());
        return price.signum() <= 0
                ? null
                : new Price(idOf(list.toString()), idOf(product.toString()), idOf(unit.toString()), price);
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
        row.put(LIST, "/pricelevels(" + price.list() + ")");
        row.put("productid@odata.bind", "/products(" + price.product() + ")");
        row.put("uomid@odata.bind", "/uoms(" + price.unit() + ")");
        row.put("amount", price.amount());
        row.put("pricingmethodcode", 1);
        row.put("quantitysellingcode", 1);
        return row;
    }
}
