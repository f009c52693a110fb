package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers owe: an entry for each document, detailed entries for how it came about and what was paid since. */
final class CustomerLedger {
    private static final String ENTRIES = "Cust. Ledger Entry";
    private static final String DETAILS = "Detailed Cust. Ledg. Entry";

    private final BcSession session;
    private final BcData data;

    CustomerLedger(BcSession session) {
        this.session = session;
        this.data = session.data();
    }

    /** Books an invoice. */
    void invoice(
            String number,
            String customer,
            String currency,
            String salesperson,
            @Nullable LocalDate posted,
            @Nullable LocalDate due,
            BigDecimal amount,
            BigDecimal net) {
        BcTable entries = data.table(ENTRIES);
        BigDecimal factor = data.currencyFactor(currency, posted == null ? LocalDate.EPOCH : posted);
        BigDecimal sales = net.divide(factor, 2, RoundingMode.HALF_UP);
        RowDraft entry = RowDraft.create(entries.rows().schema(), UUID.randomUUID())
                .set("Entry No.", data.series().entry(ENTRIES))
                .set("Document Type", "Invoice")
                .set("Document No.", number)
                .set("Customer No.", customer)
                .set("Currency Code", currency)
                .set("Salesperson Code", salesperson)
                .set("Posting Date", posted)
                .set("Document Date", posted)
                .set("Due Date", due)
                .set("Sales (LCY)", sales.signum() == 0 ? null : sales)
                .set("Open", amount.signum() != 0 ? true : null);
        Row stored = session.insertAlong(entries, entry);
        detail(stored, "Initial Entry", "Invoice", number, amount);
    }

    /**
     * Books a payment or credit memo and applies it to a document; a negative amount takes one back.
     *
     * @param entry the document's entry
     */
    void apply(Row entry, String type, String number, BigDecimal amount) {
        apply(entry, type, number, amount, false);
    }

    private void apply(Row entry, String type, String number, BigDecimal amount, boolean unapplied) {
        BcTable entries = data.table(ENTRIES);
        Row detail = detail(entry, "Application", type, number, amount.negate());
        if (unapplied) {
            BcTable details = data.table(DETAILS);
            session.changeAlong(
                    details, detail, detail.edit(details.rows().schema()).set("Unapplied", true));
        }
        Row current = java.util.Objects.requireNonNull(entries.rows().findForWrite(entry.id()));
        boolean open = remaining(data, entry).signum() != 0;
        RowDraft draft = current.edit(entries.rows().schema()).set("Open", open ? true : null);
        draft.set("Closed at Date", open ? null : DocumentRules.today(session));
        session.changeAlong(entries, current, draft);
    }

    /** Books a payment of a posted invoice; the last one closes it, one taken back opens it again. */
    void pay(UUID invoice, BigDecimal amount) {
        BcTable headers = data.table("Sales Invoice Header");
        Row header = headers.rows().findForWrite(invoice);
        Row entry = header == null ? null : ofInvoice(data, headers.text(header, "No."));
        if (entry == null) {
            return;
        }
        String number = "PAY" + data.series().entry("Payment");
        if (amount.signum() < 0) {
            apply(entry, "Payment", number, amount);
        } else {
            Row payment = payment(entry, number, amount);
            apply(entry, "Payment", number, amount);
            apply(payment, "Payment", number, amount.negate());
        }
        showStatus(invoice, entry);
    }

    /** The payment's own entry, open until it is applied. */
    private Row payment(Row invoice, String number, BigDecimal amount) {
        BcTable entries = data.table(ENTRIES);
        LocalDate today = DocumentRules.today(session);
        RowDraft entry = RowDraft.create(entries.rows().schema(), UUID.randomUUID())
                .set("Entry No.", data.series().entry(ENTRIES))
                .set("Document Type", "Payment")
                .set("Document No.", number)
                .set("Customer No.", entries.text(invoice, "Customer No."))
                .set("Currency Code", entries.text(invoice, "Currency Code"))
                .set("Posting Date", today)
                .set("Document Date", today)
                .set("Due Date", today)
                .set("Open", true);
        Row stored = session.insertAlong(entries, entry);
        detail(stored, "Initial Entry", "Payment", number, amount.negate());
        return stored;
    }

    /**
     * Takes back the newest application of a payment to a posted invoice: both are open again by that amount, nobody's
     * balance changes (sales-documents.md §5).
     */
    void unapply(UUID invoice) {
        BcTable headers = data.table("Sales Invoice Header");
        BcTable details = data.table(DETAILS);
        BcTable entries = data.table(ENTRIES);
        Row header = headers.rows().findForWrite(invoice);
        Row entry = header == null ? null : ofInvoice(data, headers.text(header, "No."));
        Row newest = entry == null ? null : newestApplication(entry);
        if (entry == null || newest == null) {
            throw BcException.dialog("There is no payment applied to the invoice that could be unapplied.");
        }
        String payment = details.text(newest, "Document No.");
        for (Row paid : entries.rows().rowsWith(entries.column("Document No."), payment)) {
            takeBack(paid, payment);
        }
        takeBack(entry, payment);
        showStatus(invoice, entry);
    }

    private @Nullable Row newestApplication(Row entry) {
        BcTable details = data.table(DETAILS);
        Row newest = null;
        for (Row detail : detailsOf(data, entry)) {
            boolean applied = details.text(detail, "Entry Type").equals("Application")
                    && details.text(detail, "Document Type").equals("Payment")
                    && InvoiceAmounts.amount(details, detail, "Amount").signum() < 0
                    && !Boolean.TRUE.equals(detail.get(details.column("Unapplied")));
            if (applied && (newest == null || number(details, detail) > number(details, newest))) {
                newest = detail;
            }
        }
        return newest;
    }

    private static long number(BcTable table, Row row) {
        return row.get(table.column("Entry No.")) instanceof Long given ? given : 0;
    }

    private void takeBack(Row entry, String payment) {
        BcTable details = data.table(DETAILS);
        for (Row detail : detailsOf(data, entry)) {
            boolean applied = details.text(detail, "Entry Type").equals("Application")
                    && details.text(detail, "Document No.").equals(payment)
                    && !Boolean.TRUE.equals(detail.get(details.column("Unapplied")));
            if (applied) {
                BigDecimal amount = InvoiceAmounts.amount(details, detail, "Amount");
                apply(entry, "Payment", payment, amount, true);
                session.changeAlong(
                        details, detail, detail.edit(details.rows().schema()).set("Unapplied", true));
            }
        }
    }

    private void showStatus(UUID invoice, Row entry) {
        BcTable buffers = data.table(InvoiceRules.TABLE);
        Row buffer = buffers.rows().findForWrite(invoice);
        String status = remaining(data, entry).signum() == 0 ? "Paid" : "Open";
        if (buffer != null && !buffers.text(buffer, "Status").equals(status)) {
            session.changeAlong(
                    buffers, buffer, buffer.edit(buffers.rows().schema()).set("Status", status));
        }
    }

    private Row detail(Row entry, String type, String documentType, String number, BigDecimal amount) {
        BcTable entries = data.table(ENTRIES);
        BcTable details = data.table(DETAILS);
        LocalDate today = DocumentRules.today(session);
        String currency = entries.text(entry, "Currency Code");
        BigDecimal local = amount.divide(data.currencyFactor(currency, today), 2, RoundingMode.HALF_UP);
        RowDraft detail = RowDraft.create(details.rows().schema(), UUID.randomUUID())
                .set("Entry No.", data.series().entry(DETAILS))
                .set("Cust. Ledger Entry No.", entry.get(entries.column("Entry No.")))
                .set("Entry Type", type)
                .set("Document Type", documentType)
                .set("Document No.", number)
                .set("Customer No.", entry.get(entries.column("Customer No.")))
                .set("Currency Code", currency)
                .set("Posting Date", today)
                .set("Amount", amount.signum() == 0 ? null : amount)
                .set("Amount (LCY)", local.signum() == 0 ? null : local);
        return session.insertAlong(details, detail);
    }

    /** The entry of a posted invoice, or null. */
    static @Nullable Row ofInvoice(BcData data, String number) {
        BcTable entries = data.table(ENTRIES);
        for (Row entry : entries.rows().rowsWith(entries.column("Document No."), number)) {
            if (entries.text(entry, "Document Type").equals("Invoice")) {
                return entry;
            }
        }
        return null;
    }

    static BigDecimal remaining(BcData data, Row entry) {
        return sum(data, entry, false, "Amount");
    }

    static BigDecimal remainingLocal(BcData data, Row entry) {
        return sum(data, entry, false, "Amount (LCY)");
    }

    static BigDecimal original(BcData data, Row entry) {
        return sum(data, entry, true, "Amount");
    }

    private static List<Row> detailsOf(BcData data, Row entry) {
        BcTable entries = data.table(ENTRIES);
        BcTable details = data.table(DETAILS);
        List<Row> found = new ArrayList<>();
        Object number = entry.get(entries.column("Entry No."));
        if (number != null) {
            details.rows()
                    .rowsWith(details.column("Cust. Ledger Entry No."), number)
                    .forEach(found::add);
        }
        return found;
    }

    private static BigDecimal sum(BcData data, Row entry, boolean initialOnly, String field) {
        BcTable details = data.table(DETAILS);
        BigDecimal sum = BigDecimal.ZERO;
        for (Row detail : detailsOf(data, entry)) {
            if (!initialOnly || details.text(detail, "Entry Type").equals("Initial Entry")) {
                sum = sum.add(InvoiceAmounts.amount(details, detail, field));
            }
        }
        return sum;
    }
}
