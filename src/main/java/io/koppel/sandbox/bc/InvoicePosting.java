package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Posts draft invoices: the posted invoice with its lines, what leaves the stock, what the customer owes. The posted
 * invoice keeps the id of its draft (business-central-api.md §7, §14, §17 rule 10).
 */
final class InvoicePosting {
    /** Fields of the buffer behind API v2.0 that the posted invoice has under another name. */
    private static final Map<String, String> RENAMED = Map.of(
            "Bill-To Address", "Bill-to Address",
            "Bill-To Address 2", "Bill-to Address 2",
            "Bill-To City", "Bill-to City",
            "Bill-To County", "Bill-to County",
            "Bill-To Post Code", "Bill-to Post Code",
            "Bill-To Country/Region Code", "Bill-to Country/Region Code");

    private static final Map<String, String> RENAMED_IN_LINES =
            Map.of("API Type", "", "Inv. Discount Amount Excl. VAT", "Inv. Discount Amount", "Document Id", "");

    private final BcSession session;
    private final BcData data;

    InvoicePosting(BcSession session) {
        this.session = session;
        this.data = session.data();
    }

    /** The posted invoice. */
    Row post(Row draft) {
        BcTable drafts = data.table(InvoiceRules.TABLE);
        List<Row> lines = InvoiceLineRules.lines(data, draft.id());
        if (!drafts.text(draft, "Status").equals("Draft")) {
            throw BcException.dialog("The invoice " + drafts.text(draft, "No.") + " is posted already.");
        }
        if (lines.isEmpty()) {
            throw BcException.dialog("There is nothing to post: the invoice has no lines.");
        }
        Row customer = data.byKey("Customer", drafts.text(draft, "Sell-to Customer No."));
        if (customer != null) {
            InvoiceRules.refuseBlocked(data.table("Customer"), customer);
        }
        BcTable posted = data.table("Sales Invoice Header");
        String number = data.series().next("Posted Sales Invoice", taken -> data.byKey(posted.name(), taken) != null);
        RowDraft buffer = draft.edit(drafts.rows().schema())
                .set("No.", number)
                .set("Posted", true)
                .set("Status", "Open");
        Row header = header(draft, number);
        CollectedShipments collected = new CollectedShipments(session);
        lines.forEach(line -> line(header, line, collected));
        collected.finish();
        owe(header);
        session.changeAlong(drafts, draft, buffer);
        return header;
    }

    private Row header(Row draft, String number) {
        BcTable drafts = data.table(InvoiceRules.TABLE);
        BcTable posted = data.table("Sales Invoice Header");
        RowDraft header = RowDraft.create(posted.rows().schema(), draft.id());
        copy(drafts, draft, header, RENAMED);
        header.set("No.", number).set("Pre-Assigned No.", drafts.text(draft, "No."));
        header.set("Shipment Date", draft.get(drafts.column("Posting Date")));
        header.set("Currency Factor", data.currencyFactor(header.text("Currency Code"), date(header)));
        return session.insertAlong(posted, header);
    }

    private static LocalDate date(RowDraft header) {
        return header.get("Posting Date") instanceof LocalDate date ? date : LocalDate.EPOCH;
    }

    private void line(Row header, Row draft, CollectedShipments collected) {
        BcTable drafts = data.table(InvoiceLineRules.TABLE);
        BcTable posted = data.table("Sales Invoice Line");
        BcTable headers = data.table("Sales Invoice Header");
        RowDraft line = RowDraft.create(posted.rows().schema(), draft.id());
        copy(drafts, draft, line, RENAMED_IN_LINES);
        String type = drafts.text(draft, "API Type");
        line.set("Type", type.equals("Comment") ? null : type.equals("Account") ? "G/L Account" : type);
        line.set("Document No.", headers.text(header, "No."));
        line.set("Shipment Date", header.get(headers.column("Shipment Date")));
        RowDraft from = draft.edit(drafts.rows().schema());
        if (CollectedShipments.isCollected(from)) {
            collected.post(from, line);
        }
        session.insertAlong(posted, line);
        if (type.equals("Item") && !CollectedShipments.isCollected(from)) {
            BigDecimal quantity = InvoiceAmounts.amount(line.get("Quantity"))
                    .multiply(perUnit(line.text("No."), line.text("Unit of Measure Code")));
            ItemRules.move(session, line.text("No."), "Sale", headers.text(header, "No."), quantity.negate());
        }
    }

    private BigDecimal perUnit(String item, String unit) {
        Row own = data.byPair("Item Unit of Measure", item, unit);
        return own == null
                ? BigDecimal.ONE
                : InvoiceAmounts.amount(data.table("Item Unit of Measure"), own, "Qty. per Unit of Measure");
    }

    private void owe(Row header) {
        BcTable headers = data.table("Sales Invoice Header");
        new CustomerLedger(session)
                .invoice(
                        headers.text(header, "No."),
                        headers.text(header, "Bill-to Customer No."),
                        headers.text(header, "Currency Code"),
                        headers.text(header, "Salesperson Code"),
                        (LocalDate) header.get(headers.column("Posting Date")),
                        (LocalDate) header.get(headers.column("Due Date")),
                        InvoiceAmounts.amount(headers, header, "Amount Including VAT"),
                        InvoiceAmounts.amount(headers, header, "Amount"));
    }

    static void copy(BcTable from, Row row, RowDraft to, Map<String, String> renamed) {
        for (Field field : from.fields()) {
            String name = renamed.getOrDefault(field.name(), field.name());
            if (!name.isEmpty() && to.schema().find(name) != null) {
                to.set(name, row.get(field.column()));
            }
        }
    }

    /** Cancels a posted invoice that nothing has been paid of: a credit memo closes it, what left the stock comes back. */
    void cancel(Row invoice) {
        BcTable buffers = data.table(InvoiceRules.TABLE);
        String number = buffers.text(invoice, "No.");
        CustomerLedger ledger = new CustomerLedger(session);
        @Nullable Row entry = CustomerLedger.ofInvoice(data, number);
        if (!buffers.text(invoice, "Status").equals("Open") || entry == null) {
            throw BcException.dialog("Only a posted invoice that is open can be cancelled.");
        }
        BigDecimal total = InvoiceAmounts.amount(buffers, invoice, "Amount Including VAT");
        if (CustomerLedger.remaining(data, entry).compareTo(total) != 0) {
            throw BcException.dialog("The invoice " + number + " has been paid in part and cannot be cancelled.");
        }
        ledger.apply(entry, "Credit Memo", "CM-" + number, total);
        BcTable lines = data.table("Sales Invoice Line");
        for (Row line : lines.rows().rowsWith(lines.column("Document No."), number)) {
            if (lines.text(line, "Type").equals("Item")) {
                BigDecimal quantity = InvoiceAmounts.amount(lines, line, "Quantity")
                        .multiply(perUnit(lines.text(line, "No."), lines.text(line, "Unit of Measure Code")));
                ItemRules.move(session, lines.text(line, "No."), "Sale", "CM-" + number, quantity);
            }
        }
        session.changeAlong(
                buffers, invoice, invoice.edit(buffers.rows().schema()).set("Status", "Canceled"));
        BcTable headers = data.table("Sales Invoice Header");
        UUID id = invoice.id();
        Row header = headers.rows().findForWrite(id);
        if (header != null) {
            session.changeAlong(
                    headers, header, header.edit(headers.rows().schema()).set("Cancelled", true));
        }
    }
}
