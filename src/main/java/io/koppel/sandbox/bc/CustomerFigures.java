package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What Business Central works out of its ledgers and documents for a customer, in the local currency (sales-documents.md §6). */
final class CustomerFigures {
    private final BcData data;
    private final String customer;

    CustomerFigures(BcData data, String customer) {
        this.data = data;
        this.customer = customer;
    }

    BigDecimal figure(String name) {
        return switch (name) {
            case "balance" -> balance();
            case "outstandingOrders" -> ofOrderLines("Outstanding Amount (LCY)");
            case "shippedNotInvoiced" -> ofOrderLines("Shipped Not Invoiced (LCY)");
            case "outstandingInvoices" -> outstandingInvoices();
            case "invoicedPrepayment" -> invoicedPrepayment();
            case "overdue" -> overdue();
            case "totalSales" -> data.sum("Cust. Ledger Entry", "Customer No.", customer, "Sales (LCY)");
            case "total" ->
                balance()
                        .add(figure("outstandingOrders"))
                        .add(figure("shippedNotInvoiced"))
                        .add(outstandingInvoices())
                        .subtract(invoicedPrepayment());
            default -> throw new IllegalArgumentException("There is no figure '" + name + "'");
        };
    }

    private BigDecimal balance() {
        return data.sum("Detailed Cust. Ledg. Entry", "Customer No.", customer, "Amount (LCY)");
    }

    /** Lines of the orders that the customer pays. */
    private BigDecimal ofOrderLines(String field) {
        BcTable lines = SalesDocument.ORDER.lines(data);
        return data.sum(lines.name(), "Bill-to Customer No.", customer, field);
    }

    private BigDecimal invoicedPrepayment() {
        BcTable lines = SalesDocument.ORDER.lines(data);
        BigDecimal sum = BigDecimal.ZERO;
        for (Row line : lines.rows().rowsWith(lines.column("Bill-to Customer No."), customer)) {
            Row order = data.byKey("Sales Header", lines.text(line, "Document No."));
            BigDecimal factor = order == null
                    ? BigDecimal.ZERO
                    : InvoiceAmounts.amount(data.table("Sales Header"), order, "Currency Factor");
            sum = sum.add(local(InvoiceAmounts.amount(lines, line, "Prepmt. Amt. Inv."), factor));
        }
        return sum;
    }

    private BigDecimal outstandingInvoices() {
        BcTable invoices = data.table(InvoiceRules.TABLE);
        BigDecimal sum = BigDecimal.ZERO;
        for (Row invoice : invoices.rows().rowsWith(invoices.column("Bill-to Customer No."), customer)) {
            if (invoices.text(invoice, "Status").equals("Draft")) {
                BigDecimal factor = data.currencyFactor(invoices.text(invoice, "Currency Code"), workDate());
                sum = sum.add(local(InvoiceAmounts.amount(invoices, invoice, "Amount Including VAT"), factor));
            }
        }
        return sum;
    }

    private static BigDecimal local(BigDecimal amount, BigDecimal factor) {
        return factor.signum() == 0 ? amount : amount.divide(factor, 2, RoundingMode.HALF_UP);
    }

    private BigDecimal overdue() {
        BcTable entries = data.table("Cust. Ledger Entry");
        BigDecimal sum = BigDecimal.ZERO;
        for (Row entry : entries.rows().rowsWith(entries.column("Customer No."), customer)) {
            boolean open = Boolean.TRUE.equals(entry.get(entries.column("Open")));
            if (open && OrderPosting.date(entries, entry, "Due Date").isBefore(workDate())) {
                sum = sum.add(CustomerLedger.remainingLocal(data, entry));
            }
        }
        return sum;
    }

    private LocalDate workDate() {
        return data.context()
                .clock()
                .now(Side.BUSINESS_CENTRAL)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
