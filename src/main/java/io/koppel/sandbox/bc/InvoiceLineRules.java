package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lines of draft invoices: what they sell gives them text, unit and price; each change adds the invoice up anew (§6.3). */
final class InvoiceLineRules extends KeyRules {
    static final InvoiceLineRules INSTANCE = new InvoiceLineRules();

    static final String TABLE = "Sales Invoice Line Aggregate";

    static final long STEP = 10_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "No." -> sold(session.data(), draft);
            case "Quantity" -> {
                if (CollectedShipments.isCollected(draft)) {
                    new CollectedShipments(session).quantity(draft);
                }
            }
            case "Line Discount %" -> {
                BigDecimal gross = gross(draft);
                BigDecimal percent = InvoiceAmounts.amount(draft.get("Line Discount %"));
                draft.set(
                        "Line Discount Amount",
                        InvoiceAmounts.cents(gross.multiply(percent).divide(HUNDRED)));
            }
            case "Line Discount Amount" -> {
                BigDecimal gross = gross(draft);
                BigDecimal discount = InvoiceAmounts.amount(draft.get("Line Discount Amount"));
                draft.set(
                        "Line Discount %",
                        gross.signum() == 0 ? null : discount.multiply(HUNDRED).divide(gross, 5, RoundingMode.HALF_UP));
            }
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    private static BigDecimal gross(RowDraft draft) {
        return InvoiceAmounts.amount(draft.get("Quantity")).multiply(InvoiceAmounts.amount(draft.get("Unit Price")));
    }

    private static void sold(BcData data, RowDraft draft) {
        String type = draft.text("API Type");
        Row row = type.equals("Item") || type.equals("Resource") ? data.byKey(type, draft.text("No.")) : null;
        if (row == null) {
            return;
        }
        BcTable table = data.table(type);
        if (Boolean.TRUE.equals(row.get(table.column("Blocked")))) {
            throw BcException.dialog("You cannot sell " + type.toLowerCase(java.util.Locale.ROOT) + " "
                    + table.text(row, "No.") + ", because it is blocked.");
        }
        draft.set("Description", row.get(table.column(type.equals("Item") ? "Description" : "Name")));
        draft.set("Unit of Measure Code", row.get(table.column("Base Unit of Measure")));
        draft.set("Unit Price", row.get(table.column("Unit Price")));
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        Row header = header(session, draft);
        BcTable headers = session.data().table(InvoiceRules.TABLE);
        if (draft.get("Line No.") == null) {
            long last = 0;
            for (Row line : lines(session.data(), header.id())) {
                last = Math.max(last, line.get(table.column("Line No.")) instanceof Long number ? number : 0);
            }
            draft.set("Line No.", last + STEP);
        }
        if (!draft.text("API Type").isEmpty() && !draft.text("API Type").equals("Comment")) {
            draft.set("VAT %", rate(headers, header));
        }
        InvoiceAmounts.line(draft, Boolean.TRUE.equals(header.get(headers.column("Prices Including VAT"))));
        super.beforeInsert(session, table, draft);
    }

    private static BigDecimal rate(BcTable headers, Row header) {
        return InvoiceAmounts.taxRate(headers.text(header, "Sell-to Country/Region Code"));
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        Row header = header(session, draft);
        BcTable headers = session.data().table(InvoiceRules.TABLE);
        for (String field : List.of("Document Id", "Line No.", "No.")) {
            if (!same(before.get(table.column(field)), draft.get(field))) {
                throw BcException.dialog("The " + field + " of an invoice line cannot be changed.");
            }
        }
        InvoiceAmounts.line(draft, Boolean.TRUE.equals(header.get(headers.column("Prices Including VAT"))));
    }

    private static Row header(BcSession session, RowDraft line) {
        BcTable headers = session.data().table(InvoiceRules.TABLE);
        Row header = line.get("Document Id") instanceof UUID id ? headers.rows().findForWrite(id) : null;
        if (header == null) {
            throw BcException.dialog("You must specify the documentId of an invoice.");
        }
        InvoiceRules.refusePosted(headers, header);
        return header;
    }

    @Override
    public void afterInsert(BcSession session, BcTable table, Row row, boolean direct) {
        reckon(session, (UUID) java.util.Objects.requireNonNull(row.get(table.column("Document Id"))));
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        afterInsert(session, table, after, direct);
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        header(session, row.edit(table.rows().schema()));
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        afterInsert(session, table, row, false);
    }

    /** The lines of an invoice, in their order. */
    static List<Row> lines(BcData data, UUID invoice) {
        BcTable table = data.table(TABLE);
        List<Row> lines = new ArrayList<>();
        table.rows().rowsWith(table.column("Document Id"), invoice).forEach(lines::add);
        lines.sort((a, b) -> Long.compare(number(table, a), number(table, b)));
        return lines;
    }

    private static long number(BcTable table, Row line) {
        return line.get(table.column("Line No.")) instanceof Long number ? number : 0;
    }

    /** Adds an invoice up: discounts and amounts of its lines, its own totals. */
    static void reckon(BcSession session, UUID invoice) {
        BcTable headers = session.data().table(InvoiceRules.TABLE);
        BcTable table = session.data().table(TABLE);
        Row header = headers.rows().findForWrite(invoice);
        if (header == null) {
            return;
        }
        List<Row> lines = lines(session.data(), invoice);
        List<RowDraft> drafts = new ArrayList<>();
        lines.forEach(line -> drafts.add(line.edit(table.rows().schema())));
        RowDraft total = header.edit(headers.rows().schema());
        InvoiceAmounts.totals(drafts, total);
        for (int i = 0; i < lines.size(); i++) {
            session.changeAlong(table, lines.get(i), drafts.get(i));
        }
        session.changeAlong(headers, header, total);
    }
}
