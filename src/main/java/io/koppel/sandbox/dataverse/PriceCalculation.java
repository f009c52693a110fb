package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service reckons on every write of an invoice or its lines, and when it does not (dataverse-web-api.md §10.5). */
final class PriceCalculation {
    /** Values of `skippricecalculation`: on create, on update, on both. */
    private static final long SKIP_ON_CREATE = 1;

    private static final long SKIP_ON_UPDATE = 2;
    private static final long SKIP_ALWAYS = 3;

    private static final long DETAIL_ERROR = 1;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DataverseStore store;

    PriceCalculation(DataverseStore store) {
        this.store = store;
    }

    /** Whether the caller's figures stay: order-processing integration is on and the caller is the integration user. */
    boolean isLeftToIntegration(WriteScope scope) {
        DataverseStore.Found user = store.forWrite("systemuser", scope.user());
        return store.setting("issopintegrationenabled")
                && user != null
                && Boolean.TRUE.equals(user.value("isintegrationuser"));
    }

    static boolean isSkipped(@Nullable Object skip, boolean creating) {
        return skip instanceof Long value
                && (value == SKIP_ALWAYS || value == (creating ? SKIP_ON_CREATE : SKIP_ON_UPDATE));
    }

    /** Amounts of a line from its price, quantity, discount and tax. */
    void line(RowChange change) {
        BigDecimal price = change.amount("priceperunit").subtract(change.amount("volumediscountamount"));
        BigDecimal base = price.multiply(change.amount("quantity"));
        DataverseStore.Found currency = change.target("transactioncurrencyid", "transactioncurrency");
        BigDecimal rounded = MoneyRules.rounded(base, currency);
        change.put("baseamount", rounded);
        change.put(
                "extendedamount",
                rounded.subtract(change.amount("manualdiscountamount")).add(change.amount("tax")));
    }

    /** Totals of a header from its lines, its discounts and its freight. */
    void totals(StoredTable invoices, RowDraft header) {
        StoredTable lines = store.table("invoicedetail");
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        BigDecimal discounts = BigDecimal.ZERO;
        boolean error = false;
        for (Row line : store.rowsWith(lines, "invoiceid", header.id())) {
            BigDecimal lineTax = amount(lines.value(line, "tax"));
            net = net.add(amount(lines.value(line, "extendedamount"))).subtract(lineTax);
            tax = tax.add(lineTax);
            discounts = discounts
                    .add(amount(lines.value(line, "manualdiscountamount")))
                    .add(amount(lines.value(line, "volumediscountamount"))
                            .multiply(amount(lines.value(line, "quantity"))));
            error |= lines.value(line, "pricingerrorcode") instanceof Long code && code != 0;
        }
        BigDecimal percent = amount(RowRules.get(invoices, header, "discountpercentage"));
        BigDecimal discount = amount(RowRules.get(invoices, header, "discountamount"))
                .add(net.multiply(percent).divide(HUNDRED, Values.MONEY_SCALE, RoundingMode.HALF_UP));
        BigDecimal less = net.subtract(discount);
        BigDecimal freight = amount(RowRules.get(invoices, header, "freightamount"));
        RowRules.put(invoices, header, "totallineitemamount", net);
        RowRules.put(invoices, header, "totallineitemdiscountamount", discounts);
        RowRules.put(invoices, header, "totaldiscountamount", discount);
        RowRules.put(invoices, header, "totalamountlessfreight", less);
        RowRules.put(invoices, header, "totaltax", tax);
        RowRules.put(invoices, header, "totalamount", less.add(freight).add(tax));
        RowRules.put(invoices, header, "pricingerrorcode", error ? DETAIL_ERROR : 0L);
    }

    /** The price of a product and unit in a price list, or null. */
    @Nullable
    BigDecimal listPrice(@Nullable Object priceList, @Nullable Object product, @Nullable Object unit) {
        if (!(product instanceof UUID id)) {
            return null;
        }
        StoredTable items = store.table("productpricelevel");
        for (Row item : store.rowsWith(items, "productid", id)) {
            if (Objects.equals(items.value(item, "pricelevelid"), priceList)
                    && Objects.equals(items.value(item, "uomid"), unit)) {
                return (BigDecimal) items.value(item, "amount");
            }
        }
        return null;
    }

    private static BigDecimal amount(@Nullable Object value) {
        return value instanceof BigDecimal amount ? amount : BigDecimal.ZERO;
    }
}
