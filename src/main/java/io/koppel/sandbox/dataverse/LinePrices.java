package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a line costs each: the amount of the price list's item, less the volume discount of the discount list that the item
 * names; a price that is overridden or written in stays as it is and has no volume discount (dataverse-web-api.md §10.5).
 */
final class LinePrices {
    private static final long MISSING_UNIT_PRICE = 5;
    private static final long NOT_IN_PRICE_LIST = 11;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DataverseStore store;

    LinePrices(DataverseStore store) {
        this.store = store;
    }

    void apply(RowChange change, DataverseStore.Found header) {
        if (Boolean.TRUE.equals(header.value("ispricelocked")) && change.get("priceperunit") != null) {
            return;
        }
        change.put("pricingerrorcode", 0L);
        change.put("volumediscountamount", null);
        if (change.get("productid") == null || change.flag("ispriceoverridden")) {
            if (change.get("priceperunit") == null) {
                change.put("pricingerrorcode", MISSING_UNIT_PRICE);
            }
            return;
        }
        StoredTable items = store.table("productpricelevel");
        Row item = item(items, header.value("pricelevelid"), change.get("productid"), change.get("uomid"));
        BigDecimal price = item == null ? null : (BigDecimal) items.value(item, "amount");
        change.put("priceperunit", price);
        if (price == null || item == null) {
            change.put("pricingerrorcode", NOT_IN_PRICE_LIST);
        } else if (items.value(item, "discounttypeid") instanceof UUID list) {
            change.put("volumediscountamount", discount(change, list, price));
        }
    }

    private @Nullable Row item(
            StoredTable items, @Nullable Object priceList, @Nullable Object product, @Nullable Object unit) {
        if (!(product instanceof UUID id)) {
            return null;
        }
        for (Row item : store.rowsWith(items, "productid", id)) {
            if (Objects.equals(items.value(item, "pricelevelid"), priceList)
                    && Objects.equals(items.value(item, "uomid"), unit)) {
                return item;
            }
        }
        return null;
    }

    private @Nullable BigDecimal discount(RowChange change, UUID list, BigDecimal price) {
        DataverseStore.Found type = store.forWrite("discounttype", list);
        if (type == null || !Long.valueOf(0).equals(type.value("statecode"))) {
            return null;
        }
        boolean byAmount = Boolean.TRUE.equals(type.value("isamounttype"));
        BigDecimal quantity = change.amount("quantity");
        StoredTable discounts = store.table("discount");
        for (Row one : store.rowsWith(discounts, "discounttypeid", list)) {
            if (discounts.value(one, "lowquantity") instanceof BigDecimal low
                    && discounts.value(one, "highquantity") instanceof BigDecimal high
                    && quantity.compareTo(low) >= 0
                    && quantity.compareTo(high) <= 0) {
                BigDecimal given = (BigDecimal) discounts.value(one, byAmount ? "amount" : "percentage");
                BigDecimal amount = given == null ? BigDecimal.ZERO : byAmount ? given : percent(price, given);
                return MoneyRules.rounded(amount, change.target("transactioncurrencyid", "transactioncurrency"));
            }
        }
        return null;
    }

    private static BigDecimal percent(BigDecimal price, BigDecimal percentage) {
        return price.multiply(percentage).divide(HUNDRED, 10, java.math.RoundingMode.HALF_UP);
    }
}
