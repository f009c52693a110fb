package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Amounts of invoices: lines with their discounts and a simple tax, and totals of the lines (business-central-api.md §17 rule 8). */
final class InvoiceAmounts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal DOMESTIC_TAX = BigDecimal.valueOf(19);
    private static final String DOMESTIC = "DE";

    private InvoiceAmounts() {}

    /** The tax rate for a customer's country, in percent: one at home, none abroad. */
    static BigDecimal taxRate(String country) {
        return country.isEmpty() || country.equals(DOMESTIC) ? DOMESTIC_TAX : BigDecimal.ZERO;
    }

    /** What a line costs before the discount of its invoice. */
    static void line(RowDraft line, boolean pricesIncludeTax) {
        BigDecimal rate = amount(line.get("VAT %"));
        BigDecimal gross = amount(line.get("Quantity")).multiply(amount(line.get("Unit Price")));
        BigDecimal shown = cents(gross.subtract(amount(line.get("Line Discount Amount"))));
        BigDecimal net = pricesIncludeTax ? withoutTax(shown, rate) : shown;
        line.set("Line Amount Excluding Tax", net);
        line.set("Line Amount Including Tax", pricesIncludeTax ? shown : withTax(shown, rate));
        line.set(
                "Line Tax Amount", amount(line.get("Line Amount Including Tax")).subtract(net));
    }

    private static BigDecimal withTax(BigDecimal net, BigDecimal rate) {
        return cents(net.add(net.multiply(rate).divide(HUNDRED)));
    }

    private static BigDecimal withoutTax(BigDecimal gross, BigDecimal rate) {
        return gross.multiply(HUNDRED).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP);
    }

    /**
     * Spreads the invoice discount over the lines in proportion, the last one taking what rounding leaves, and adds up.
     *
     * @param drafts the lines, whose net amounts are set
     * @param header gets the totals
     */
    static void totals(List<RowDraft> drafts, RowDraft header) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RowDraft line : drafts) {
            sum = sum.add(amount(line.get("Line Amount Excluding Tax")));
        }
        BigDecimal discount = amount(header.get("Invoice Discount Amount"));
        BigDecimal left = discount;
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal withTax = BigDecimal.ZERO;
        for (int i = 0; i < drafts.size(); i++) {
            RowDraft line = drafts.get(i);
            BigDecimal net = amount(line.get("Line Amount Excluding Tax"));
            BigDecimal share = sum.signum() == 0
                    ? BigDecimal.ZERO
                    : i == drafts.size() - 1 ? left : discount.multiply(net).divide(sum, 2, RoundingMode.HALF_UP);
            left = left.subtract(share);
            BigDecimal reduced = net.subtract(share);
            BigDecimal gross = share.signum() == 0
                    ? amount(line.get("Line Amount Including Tax"))
                    : withTax(reduced, amount(line.get("VAT %")));
            line.set("Inv. Discount Amount Excl. VAT", zeroless(share));
            line.set("Amount", zeroless(reduced));
            line.set("Amount Including VAT", zeroless(gross));
            line.set("Tax Amount", zeroless(gross.subtract(reduced)));
            total = total.add(reduced);
            withTax = withTax.add(gross);
        }
        header.set("Amount", zeroless(total));
        header.set("Amount Including VAT", zeroless(withTax));
        header.set("Total Tax Amount", zeroless(withTax.subtract(total)));
    }

    static BigDecimal amount(@Nullable Object value) {
        return value instanceof BigDecimal amount ? amount : BigDecimal.ZERO;
    }

    static BigDecimal amount(BcTable table, Row row, String field) {
        return amount(row.get(table.column(field)));
    }

    static BigDecimal cents(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal zeroless(BigDecimal value) {
        return value.signum() == 0 ? null : value;
    }
}
