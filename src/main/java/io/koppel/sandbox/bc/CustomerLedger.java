package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
            BigDecimal amount) {
        BcTable entries = data.table(ENTRIES);
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
        BcTable entries = data.table(ENTRIES);
        detail(entry, "Application", type, number, amount.negate());
        boolean open = remaining(data, entry).signum() != 0;
        RowDraft draft = entry.edit(entries.rows().schema()).set("Open", open ? true : null);
        draft.set(
                "Closed at Date",
                open ? null : session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate());
        session.changeAlong(entries, entry, draft);
    }

    /** Books a payment of a posted invoice; the last one closes it, one taken back opens it again. */
    void pay(UUID invoice, BigDecimal amount) {
        BcTable headers = data.table("Sales Invoice Header");
        BcTable buffers = data.table(InvoiceRules.TABLE);
        Row header = headers.rows().findForWrite(invoice);
        Row entry = header == null ? null : ofInvoice(data, headers.text(header, "No."));
        if (entry == null) {
            return;
        }
        apply(entry, "Payment", "PAY" + data.series().entry("Payment"), amount);
        Row buffer = buffers.rows().findForWrite(invoice);
        String status = remaining(data, entry).signum() == 0 ? "Paid" : "Open";
        if (buffer != null && !buffers.text(buffer, "Status").equals(status)) {
            session.changeAlong(
                    buffers, buffer, buffer.edit(buffers.rows().schema()).set("Status", status));
        }
    }

    private void detail(Row entry, String type, String documentType, String number, BigDecimal amount) {
        BcTable entries = data.table(ENTRIES);
        BcTable details = data.table(DETAILS);
        LocalDate today = session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate();
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
        session.insertAlong(details, detail);
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
        return sum(data, entry, false);
    }

    static BigDecimal original(BcData data, Row entry) {
        return sum(data, entry, true);
    }

    private static BigDecimal sum(BcData data, Row entry, boolean initialOnly) {
        BcTable entries = data.table(ENTRIES);
        BcTable details = data.table(DETAILS);
        BigDecimal sum = BigDecimal.ZERO;
        Object number = entry.get(entries.column("Entry No."));
        if (number == null) {
            return sum;
        }
        for (Row detail : details.rows().rowsWith(details.column("Cust. Ledger Entry No."), number)) {
            if (!initialOnly || details.text(detail, "Entry Type").equals("Initial Entry")) {
                sum = sum.add(InvoiceAmounts.amount(details, detail, "Amount"));
            }
        }
        return sum;
    }
}
