package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price list of an order that Business Central sends (sales-documents.md §10.2): the order's own; for a new order the one of its
 * currency, or with extended prices one of its own. Products that have no price there get the product's, times what its unit holds.
 */
public final class OrderPriceList implements Rule {
    private static final String LIST = PayloadLookups.bind("pricelevelid");
    private static final String CURRENCY = PayloadLookups.bind("transactioncurrencyid");
    private static final String PRODUCT = PayloadLookups.bind("productid");

    private final Engine engine;
    private final PriceListOfCurrency lists;
    private final MissingPrices prices;

    public OrderPriceList(Engine engine) {
        this.engine = engine;
        this.lists = new PriceListOfCurrency(engine);
        this.prices = new MissingPrices(engine);
    }

    @Override
    public String name() {
        return "order-price-list";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("currencyCode", "number") : Set.of("_pricelevelid_value");
    }

    @Override
    public void complete(Item item, Batch batch) {
        Object currency = item.payload().get(CURRENCY);
        if (batch.pass().target() != Side.DATAVERSE || !item.isNew() || currency == null) {
            return;
        }
        String id = String.valueOf(PayloadLookups.id(currency.toString()));
        String code = item.source().text("currencyCode");
        UUID list = Companies.of(engine, "priceLists", "pricelevel") != null
                ? lists.named(
                        batch.pass(), "Business Central Order " + item.source().get("number") + " Price List", id)
                : lists.id(
                        batch.pass(),
                        code == null || code.isBlank() ? engine.company().localCurrency() : code,
                        id);
        item.payload().put(LIST, PayloadLookups.to("pricelevels", list));
    }

    /** A line whose product may have no price yet. */
    private record Wanted(Item document, String list, String product, String unit) {}

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        List<Wanted> lines = documents.stream()
                .flatMap(document -> document.lines().stream()
                        .map(line -> wanted(document, line))
                        .filter(java.util.Objects::nonNull))
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        Map<String, BigDecimal> products = amounts(
                "products",
                "productid",
                "price",
                lines.stream().map(Wanted::product).toList());
        Map<String, BigDecimal> units = amounts(
                "uoms", "uomid", "quantity", lines.stream().map(Wanted::unit).toList());
        Map<String, MissingPrices.Price> missing = new LinkedHashMap<>();
        Map<String, Item> first = new HashMap<>();
        for (Wanted line : lines) {
            MissingPrices.Price price = new MissingPrices.Price(
                    line.list(),
                    line.product(),
                    line.unit(),
                    products.getOrDefault(line.product(), BigDecimal.ZERO)
                            .multiply(units.getOrDefault(line.unit(), BigDecimal.ONE)));
            if (missing.putIfAbsent(price.key(), price) == null) {
                first.put(price.key(), line.document());
            }
        }
        prices.add(batch.pass(), missing, (price, why) -> {
            Item document = first.get(price.key());
            if (document != null) {
                refusals.refuse(document, null, "a product of the order cannot be added to its price list: " + why);
            }
        });
    }

    private static @Nullable Wanted wanted(Item document, Item line) {
        Object product = line.payload().get(PRODUCT);
        Object list = document.payload().get(LIST);
        String own = list != null
                ? PayloadLookups.id(list.toString())
                : document.target() == null ? null : document.target().text("_pricelevelid_value");
        String unit = PayloadLookups.id(line, "uomid");
        String bound = product == null ? null : PayloadLookups.id(product.toString());
        return bound == null || own == null || unit == null ? null : new Wanted(document, own, bound, unit);
    }

    private Map<String, BigDecimal> amounts(String set, String key, String column, Collection<String> ids) {
        Map<String, BigDecimal> found = new HashMap<>();
        for (Row row : engine.services()
                .dataverse()
                .readByIds(set, key, new LinkedHashSet<>(ids), Map.of("$select", key + "," + column))
                .rows()) {
            found.put(String.valueOf(row.get(key)), Amounts.of(row, column));
        }
        return found;
    }
}
