package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of orders and quotes (business-central-api.md §17 rule 8). The invoice discount is spread over the lines that
 * allow one; VAT is rounded on the sum of all lines of a rate, so each line takes what the sum leaves. Where prices include
 * VAT, line amounts and discounts include it too.
 */
final class DocumentAmounts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private DocumentAmounts() {}

    /** Sums of one VAT rate, of the lines so far. */
    private static final class Group {
        private BigDecimal net = BigDecimal.ZERO;
        private BigDecimal gross = BigDecimal.ZERO;
    }

    static void reckon(RowDraft header, List<RowDraft> lines) {
        boolean including = Boolean.TRUE.equals(header.get("Prices Including VAT"));
        BigDecimal base = BigDecimal.ZERO;
        for (RowDraft line : lines) {
            lineAmounts(line, including);
            if (allowsDiscount(line)) {
                base = base.add(amount(line, "Line Amount"));
            }
        }
        // Lines come one by one: until all are there, the discount may be more than they amount to.
        spread(lines, amount(header, "Invoice Discount Amount").min(base), base);
        taxes(header, lines, including);
    }

    /** Adds lines up whose discounts are settled already: the parts of an order that an invoice takes. */
    static void totals(RowDraft header, List<RowDraft> lines) {
        boolean including = Boolean.TRUE.equals(header.get("Prices Including VAT"));
        lines.forEach(line -> lineAmounts(line, including));
        taxes(header, lines, including);
    }

    private static void taxes(RowDraft header, List<RowDraft> lines, boolean including) {
        Map<BigDecimal, Group> groups = new HashMap<>();
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal gross = BigDecimal.ZERO;
        for (RowDraft line : lines) {
            tax(
                    line,
                    including,
                    groups.computeIfAbsent(amount(line, "VAT %").stripTrailingZeros(), rate -> new Group()));
            open(header, line);
            net = net.add(amount(line, "Amount"));
            gross = gross.add(amount(line, "Amount Including VAT"));
        }
        header.set("Amount", zeroless(net));
        header.set("Amount Including VAT", zeroless(gross));
        header.set("Total Tax Amount", zeroless(gross.subtract(net)));
    }

    /** Refuses an invoice discount that is more than the lines amount to which allow one. */
    static void refuseTooMuch(RowDraft header, List<RowDraft> lines) {
        BigDecimal base = BigDecimal.ZERO;
        for (RowDraft line : lines) {
            base = allowsDiscount(line) ? base.add(amount(line, "Line Amount")) : base;
        }
        BigDecimal discount = amount(header, "Invoice Discount Amount");
        if (discount.signum() < 0 || (!lines.isEmpty() && discount.compareTo(base) > 0)) {
            throw BcException.dialog("The invoice discount amount " + discount.toPlainString()
                    + " must lie between 0 and the total of the lines that allow one, " + base.toPlainString() + ".");
        }
    }

    private static void lineAmounts(RowDraft line, boolean including) {
        BigDecimal rate = amount(line, "VAT %");
        BigDecimal shown = gross(line).subtract(amount(line, "Line Discount Amount"));
        line.set("Line Amount", zeroless(shown));
        BigDecimal net = including ? withoutTax(shown, rate) : shown;
        BigDecimal gross = including ? shown : withTax(shown, rate);
        line.set("Line Amount Excluding Tax", zeroless(net));
        line.set("Line Amount Including Tax", zeroless(gross));
        line.set("Line Tax Amount", zeroless(gross.subtract(net)));
    }

    /** Quantity times price, before any discount. */
    static BigDecimal gross(RowDraft line) {
        return InvoiceAmounts.cents(amount(line, "Quantity").multiply(amount(line, "Unit Price")));
    }

    private static boolean allowsDiscount(RowDraft line) {
        return Boolean.TRUE.equals(line.get("Allow Invoice Disc."));
    }

    private static void spread(List<RowDraft> lines, BigDecimal discount, BigDecimal base) {
        BigDecimal left = discount;
        BigDecimal rest = base;
        for (RowDraft line : lines) {
            BigDecimal own = amount(line, "Line Amount");
            BigDecimal share = !allowsDiscount(line) || rest.signum() == 0
                    ? BigDecimal.ZERO
                    : left.multiply(own).divide(rest, 2, RoundingMode.HALF_UP);
            if (allowsDiscount(line)) {
                left = left.subtract(share);
                rest = rest.subtract(own);
            }
            line.set("Inv. Discount Amount", zeroless(share));
        }
    }

    private static void tax(RowDraft line, boolean including, Group sums) {
        BigDecimal rate = amount(line, "VAT %");
        BigDecimal reduced = amount(line, "Line Amount").subtract(amount(line, "Inv. Discount Amount"));
        BigDecimal net;
        BigDecimal gross;
        if (including) {
            gross = reduced;
            net = withoutTax(sums.gross.add(reduced), rate).subtract(sums.net);
        } else {
            net = reduced;
            gross = withTax(sums.net.add(reduced), rate).subtract(sums.gross);
        }
        sums.net = sums.net.add(net);
        sums.gross = sums.gross.add(gross);
        line.set("Amount", zeroless(net));
        line.set("Amount Including VAT", zeroless(gross));
        line.set("Tax Amount", zeroless(gross.subtract(net)));
        BigDecimal share = amount(line, "Inv. Discount Amount");
        line.set("Inv. Discount Amount Excl. VAT", zeroless(including ? withoutTax(share, rate) : share));
    }

    /** What is outstanding and what is shipped but not invoiced, in the local currency, for the customer's figures. */
    private static void open(RowDraft header, RowDraft line) {
        BigDecimal quantity = amount(line, "Quantity");
        BigDecimal gross = amount(line, "Amount Including VAT");
        BigDecimal factor = amount(header, "Currency Factor");
        line.set("Outstanding Amount (LCY)", part(gross, amount(line, "Outstanding Quantity"), quantity, factor));
        line.set(
                "Shipped Not Invoiced (LCY)", part(gross, amount(line, "Qty. Shipped Not Invoiced"), quantity, factor));
        line.set("Prepmt. Line Amount", Prepayments.ofLine(amount(line, "Prepayment %"), amount(line, "Line Amount")));
    }

    private static @Nullable BigDecimal part(BigDecimal whole, BigDecimal of, BigDecimal quantity, BigDecimal factor) {
        if (quantity.signum() == 0 || of.signum() == 0) {
            return null;
        }
        BigDecimal divisor = factor.signum() == 0 ? quantity : quantity.multiply(factor);
        return zeroless(whole.multiply(of).divide(divisor, 2, RoundingMode.HALF_UP));
    }

    /** Whether everything is shipped, and everything invoiced: something must have been, and nothing be left. */
    static void progress(RowDraft header, List<RowDraft> lines) {
        boolean shipped = false;
        boolean invoiced = false;
        boolean toShip = false;
        boolean toInvoice = false;
        for (RowDraft line : lines) {
            shipped |= amount(line, "Quantity Shipped").signum() != 0;
            invoiced |= amount(line, "Quantity Invoiced").signum() != 0;
            toShip |= amount(line, "Outstanding Quantity").signum() != 0;
            toInvoice |= amount(line, "Quantity").compareTo(amount(line, "Quantity Invoiced")) != 0;
        }
        header.set("Completely Shipped", (shipped && !toShip) ? true : null);
        header.set("Completely Invoiced", (invoiced && !toInvoice) ? true : null);
    }

    private static BigDecimal withTax(BigDecimal net, BigDecimal rate) {
        return InvoiceAmounts.cents(net.add(net.multiply(rate).divide(HUNDRED)));
    }

    private static BigDecimal withoutTax(BigDecimal gross, BigDecimal rate) {
        return gross.multiply(HUNDRED).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP);
    }

    static BigDecimal amount(RowDraft row, String field) {
        return InvoiceAmounts.amount(row.get(field));
    }

    static @Nullable BigDecimal zeroless(BigDecimal value) {
        return value.signum() == 0 ? null : value;
    }
}
