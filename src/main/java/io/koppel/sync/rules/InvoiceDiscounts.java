package io.koppel.sync.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an invoice discount of Business Central is in Sales. */
public final class InvoiceDiscounts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private InvoiceDiscounts() {}

    /**
     * The header's {@code discountamount}. Sales reckons a percentage of its own besides the amount: what the percentage comes to is
     * taken off the invoice discount, or it would count twice and grow with each turn (dataverse-web-api.md §10.5).
     *
     * @param discount invoice discount
     * @param percent payment discount, which is the percentage in Sales
     * @param net what the lines come to before both
     */
    public static BigDecimal inSales(BigDecimal discount, BigDecimal percent, BigDecimal net) {
        BigDecimal byPercentage = net.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        return discount.subtract(byPercentage).max(BigDecimal.ZERO);
    }
}
