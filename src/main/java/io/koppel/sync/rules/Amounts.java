package io.koppel.sync.rules;

import io.koppel.odata.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of documents and lines as Business Central shows them; what is missing is zero. */
final class Amounts {
    /** Decimals of unit prices in Business Central (business-central-api.md §7). */
    private static final int PRICE_SCALE = 5;

    private Amounts() {}

    static BigDecimal of(Row row, String property) {
        Object value = row.get(property);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    static boolean flag(Row row, String property) {
        return Boolean.TRUE.equals(row.get(property));
    }

    /** The tax of a line or document. */
    static BigDecimal tax(Row row, String excluding, String including) {
        return of(row, including).subtract(of(row, excluding));
    }

    /** A line's price without tax, for one unit (sales-documents.md §4.3). */
    static BigDecimal unitPrice(Row line, boolean pricesIncludeTax) {
        BigDecimal price = of(line, "unitPrice");
        BigDecimal quantity = of(line, "quantity");
        if (!pricesIncludeTax || quantity.signum() == 0) {
            return price;
        }
        BigDecimal tax = tax(line, "netAmount", "netAmountIncludingTax");
        return price.subtract(tax.divide(quantity, PRICE_SCALE, RoundingMode.HALF_UP));
    }
}
