package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.Refusals;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new invoice belongs to the price list of its currency, and each of its products has a price there: what is missing is added
 * with the price of the line, if that is above zero (sales-documents.md §4.2, §4.3).
 */
public final class InvoicePriceList implements Rule {
    private static final String CURRENCY = "transactioncurrencyid@odata.bind";
    private static final String LIST = "pricelevelid@odata.bind";

    private final Engine engine;
    private final PriceListOfCurrency lists;
    private final MissingPrices prices;

    public InvoicePriceList(Engine engine) {
        this.engine = engine;
        this.lists = new PriceListOfCurrency(engine);
        this.prices = new MissingPrices(engine);
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
        return String.valueOf(PayloadLookups.id(bind));
    }

    @Override
    public void completeDocuments(Batch batch, List<Item> documents, Refusals refusals) {
        Map<String, MissingPrices.Price> wanted = new LinkedHashMap<>();
        Map<String, Item> first = new LinkedHashMap<>();
        for (Item document : documents) {
            for (Item line : document.lines()) {
                MissingPrices.Price price = price(document, line);
                if (price != null && wanted.putIfAbsent(price.key(), price) == null) {
                    first.put(price.key(), document);
                }
            }
        }
        prices.add(batch.pass(), wanted, (price, why) -> {
            Item document = first.get(price.key());
            if (document != null) {
                refusals.refuse(
                        document,
                        null,
                        "a product of the invoice cannot be added to the price list of its currency: " + why);
            }
        });
    }

    private static MissingPrices.@Nullable Price price(Item document, Item line) {
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
                : new MissingPrices.Price(
                        idOf(list.toString()), idOf(product.toString()), idOf(unit.toString()), price);
    }
}
