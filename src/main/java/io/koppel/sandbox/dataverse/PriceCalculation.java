package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What the service reckons on every write of a document of Sales or its lines, and when it does not (dataverse-web-api.md §10.5). */
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
    boolean isLeftToIntegration(SalesDocument document, WriteScope scope) {
        if (!document.isProcessedElsewhere()) {
            return false;
        }
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
    void totals(SalesDocument document, StoredTable headers, RowDraft header) {
        StoredTable lines = store.table(document.lines());
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        BigDecimal discounts = BigDecimal.ZERO;
        boolean error = false;
        for (Row line : store.rowsWith(lines, document.lookup(), header.id())) {
            BigDecimal lineTax = amount(lines.value(line, "tax"));
            net = net.add(amount(lines.value(line, "extendedamount"))).subtract(lineTax);
            tax = tax.add(lineTax);
            discounts = discounts
                    .add(amount(lines.value(line, "manualdiscountamount")))
                    .add(amount(lines.value(line, "volumediscountamount"))
                            .multiply(amount(lines.value(line, "quantity"))));
            error |= lines.value(line, "pricingerrorcode") instanceof Long code && code != 0;
        }
        BigDecimal percent = amount(RowRules.get(headers, header, "discountpercentage"));
        BigDecimal discount = amount(RowRules.get(headers, header, "discountamount"))
                .add(net.multiply(percent).divide(HUNDRED, Values.MONEY_SCALE, RoundingMode.HALF_UP));
        BigDecimal less = net.subtract(discount);
        BigDecimal freight = amount(RowRules.get(headers, header, "freightamount"));
        RowRules.put(headers, header, "totallineitemamount", net);
        RowRules.put(headers, header, "totallineitemdiscountamount", discounts);
        RowRules.put(headers, header, "totaldiscountamount", discount);
        RowRules.put(headers, header, "totalamountlessfreight", less);
        RowRules.put(headers, header, "totaltax", tax);
        RowRules.put(headers, header, "totalamount", less.add(freight).add(tax));
        RowRules.put(headers, header, "pricingerrorcode", error ? DETAIL_ERROR : 0L);
    }

    private static BigDecimal amount(@Nullable Object value) {
        return value instanceof BigDecimal amount ? amount : BigDecimal.ZERO;
    }
}
