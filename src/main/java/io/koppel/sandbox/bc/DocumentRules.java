package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Headers of orders and quotes: number, dates and defaults on insert, each field's effect on its neighbours, what a
 * released one refuses, totals of its lines (business-central-api.md §6, §6.3, §17 rules 7 to 9).
 */
final class DocumentRules extends KeyRules {
    static final DocumentRules ORDERS = new DocumentRules(SalesDocument.ORDER);
    static final DocumentRules QUOTES = new DocumentRules(SalesDocument.QUOTE);

    /** Fields that lines repeat or reckon with. */
    private static final Set<String> CARRIED =
            Set.of("Sell-to Customer No.", "Bill-to Customer No.", "Currency Code", "VAT Bus. Posting Group");

    private final SalesDocument kind;

    private DocumentRules(SalesDocument kind) {
        this.kind = kind;
    }

    static LocalDate today(BcSession session) {
        return session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "Sell-to Customer No." -> DocumentParties.sellTo(session, draft);
            case "Bill-to Customer No." -> DocumentParties.billTo(session, draft);
            case "Sell-to Contact No." -> DocumentParties.contact(session, draft);
            case "Currency Code", "Posting Date" -> DocumentParties.currency(session, draft);
            case "Payment Terms Code" -> DocumentParties.terms(session, draft);
            case "Document Date" -> InvoiceRules.dueDate(draft);
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("Sell-to Customer No.").isEmpty()) {
            throw BcException.dialog("A customerNumber or a customerId must be provided.");
        }
        LocalDate today = today(session);
        List<String> dates = new ArrayList<>(List.of("Document Date", "Order Date", "Posting Date"));
        if (kind == SalesDocument.ORDER) {
            dates.add("Shipment Date");
        }
        for (String date : dates) {
            if (draft.get(date) == null) {
                draft.set(date, today);
            }
        }
        if (draft.get("Due Date") == null) {
            InvoiceRules.dueDate(draft);
        }
        draft.set("Document Type", kind.type());
        draft.set(kind.apiStatus(), "Draft");
        kind.setStatus(draft, "Open");
        if (draft.text("No.").isEmpty()) {
            draft.set("No.", next(session));
        }
        draft.set("Doc. No. Occurrence", DocumentArchive.occurrence(session.data(), kind, draft.text("No.")));
        super.beforeInsert(session, table, draft);
    }

    private String next(BcSession session) {
        return session.data()
                .series()
                .next("Sales " + kind.type(), number -> kind.header(session.data(), number) != null);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        DocumentStatus.refuseHeaderChange(table, before, draft);
        if (!same(before.get(table.column("Sell-to Customer No.")), draft.get("Sell-to Customer No."))) {
            refuseShipped(session, table, before);
        }
        if (!same(before.get(table.column("Invoice Discount Amount")), draft.get("Invoice Discount Amount"))) {
            DocumentAmounts.refuseTooMuch(draft, kind.lineDrafts(session.data(), draft.text("No.")));
        }
        super.beforeModify(session, table, before, draft);
    }

    private void refuseShipped(BcSession session, BcTable table, Row header) {
        BcTable lines = kind.lines(session.data());
        for (Row line : kind.linesOf(session.data(), table.text(header, "No."))) {
            if (InvoiceAmounts.amount(lines, line, "Quantity Shipped").signum() != 0) {
                throw BcException.dialog(
                        "You cannot change Sell-to Customer No. because the order still has one or more"
                                + " lines that are shipped.");
            }
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        for (RowDraft.Change change : after.edit(table.rows().schema()).changesSince(before)) {
            if (change.column().equals("Prepayment %")) {
                DocumentLineRules.of(kind).carryPrepayment(session, after);
            }
            if (CARRIED.contains(change.column()) || change.column().equals("Prices Including VAT")) {
                DocumentLineRules.of(kind).carry(session, before, after);
                break;
            }
        }
        reckon(session, kind, table.text(after, "No."));
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        BcTable lines = kind.lines(session.data());
        for (Row line : kind.linesOf(session.data(), table.text(row, "No."))) {
            if (InvoiceAmounts.amount(lines, line, "Qty. Shipped Not Invoiced").signum() != 0) {
                throw DocumentLineRules.stillShipped(lines, line);
            }
        }
        DocumentArchive.onDelete(session, kind, row);
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        BcTable lines = kind.lines(session.data());
        for (Row line : kind.linesOf(session.data(), table.text(row, "No."))) {
            session.deleteAlong(lines, line);
        }
        if (kind == SalesDocument.ORDER) {
            AssemblyOrders.follow(session, table.text(row, "No."), List.of());
        }
        NoteRules.deleteOf(session, row.id());
    }

    /** Adds a document up: discounts and amounts of its lines, its own totals and how far it has come. */
    static void reckon(BcSession session, SalesDocument kind, String number) {
        BcTable headers = kind.headers(session.data());
        Row header = kind.header(session.data(), number);
        if (header == null) {
            return;
        }
        List<Row> lines = kind.linesOf(session.data(), number);
        List<RowDraft> drafts = kind.lineDrafts(session.data(), number);
        RowDraft total = header.edit(headers.rows().schema());
        DocumentAmounts.reckon(total, drafts);
        if (kind == SalesDocument.ORDER) {
            DocumentAmounts.progress(total, drafts);
            AssemblyOrders.follow(session, number, lines);
        }
        for (int i = 0; i < lines.size(); i++) {
            session.changeAlong(kind.lines(session.data()), lines.get(i), drafts.get(i));
        }
        session.changeAlong(headers, header, total);
    }
}
