package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;

/**
 * Lines of orders and quotes: fields are validated in turn and change one another; only an open document takes them
 * (business-central-api.md §6, §6.3).
 */
final class DocumentLineRules extends KeyRules {
    static final DocumentLineRules ORDERS = new DocumentLineRules(SalesDocument.ORDER);
    static final DocumentLineRules QUOTES = new DocumentLineRules(SalesDocument.QUOTE);

    private static final long STEP = 10_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SalesDocument kind;

    private DocumentLineRules(SalesDocument kind) {
        this.kind = kind;
    }

    static DocumentLineRules of(SalesDocument kind) {
        return kind == SalesDocument.ORDER ? ORDERS : QUOTES;
    }

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "Document No.", "Document Id" -> belong(session, draft, field);
            case "Type", "API Type" -> type(draft, field);
            case "No." -> {
                LineProducts.sold(session.data(), header(session, draft), headers(session), draft);
                AssemblyOrders.productChanged(session.data(), draft);
            }
            case "Unit of Measure Code" -> {
                LineProducts.unit(session.data(), header(session, draft), headers(session), draft);
                discountAmount(draft);
            }
            case "Quantity" -> {
                quantity(session, draft);
                discountAmount(draft);
            }
            case AssemblyOrders.TO_ASSEMBLE -> AssemblyOrders.refuseImpossible(draft);
            case "Unit Price" -> {
                needsProduct(draft, field);
                discountAmount(draft);
            }
            case "Line Discount %" -> {
                needsProduct(draft, field);
                discountAmount(draft);
            }
            case "Line Discount Amount" -> discountPercent(draft);
            case "Line Amount" -> {
                needsProduct(draft, field);
                draft.set(
                        "Line Discount Amount",
                        DocumentAmounts.gross(draft).subtract(DocumentAmounts.amount(draft, "Line Amount")));
                discountPercent(draft);
            }
            case "Qty. to Ship", "Qty. to Invoice" -> LineQuantities.toHandle(draft, field);
            case "VAT Bus. Posting Group", "VAT Prod. Posting Group" -> LineProducts.tax(draft);
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    private BcTable headers(BcSession session) {
        return kind.headers(session.data());
    }

    private void belong(BcSession session, RowDraft draft, String field) {
        Row header = field.equals("Document Id") && draft.get("Document Id") instanceof UUID id
                ? headers(session).rows().findForWrite(id)
                : kind.header(session.data(), draft.text("Document No."));
        if (header == null) {
            throw BcException.dialog("The document that the line belongs to does not exist.");
        }
        BcTable headers = headers(session);
        draft.set("Document Id", header.id()).set("Document No.", headers.text(header, "No."));
        draft.set("Document Type", kind.type());
        for (String carried : List.of(
                "Sell-to Customer No.",
                "Bill-to Customer No.",
                "Currency Code",
                "VAT Bus. Posting Group",
                "Shipment Date",
                "Requested Delivery Date",
                "Prepayment %")) {
            draft.set(carried, header.get(headers.column(carried)));
        }
    }

    /** The type stands twice: as the application names it, and as API v2.0 does. */
    private static void type(RowDraft draft, String field) {
        String type = draft.text(field);
        if (field.equals("Type")) {
            draft.set("API Type", type.isEmpty() ? "Comment" : type.equals("G/L Account") ? "Account" : type);
        } else {
            draft.set("Type", type.equals("Comment") ? "" : type.equals("Account") ? "G/L Account" : type);
        }
        draft.set("No.", null).set(AssemblyOrders.TO_ASSEMBLE, null);
    }

    private static void needsProduct(RowDraft draft, String field) {
        if (draft.text("Type").isEmpty()
                && InvoiceAmounts.amount(draft.get(field)).signum() != 0) {
            throw new BcException(
                    400,
                    "Application_FieldValidationException",
                    "Type must have a value in Sales Line: Document No.=" + draft.text("Document No.") + ". " + field
                            + " can only be set on a line that sells something.");
        }
    }

    private static void quantity(BcSession session, RowDraft draft) {
        needsProduct(draft, "Quantity");
        BigDecimal before = LineQuantities.changed(draft);
        AssemblyOrders.quantityChanged(session.data(), draft, before);
    }

    private static void discountAmount(RowDraft draft) {
        BigDecimal percent = DocumentAmounts.amount(draft, "Line Discount %");
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw BcException.dialog("The Line Discount % must lie between 0 and 100.");
        }
        draft.set(
                "Line Discount Amount",
                DocumentAmounts.zeroless(InvoiceAmounts.cents(
                        DocumentAmounts.gross(draft).multiply(percent).divide(HUNDRED))));
    }

    private static void discountPercent(RowDraft draft) {
        BigDecimal gross = DocumentAmounts.gross(draft);
        BigDecimal discount = InvoiceAmounts.cents(DocumentAmounts.amount(draft, "Line Discount Amount"));
        if (discount.signum() != 0 && (gross.signum() == 0 || discount.abs().compareTo(gross.abs()) > 0)) {
            throw BcException.dialog("The Line Discount Amount " + discount.toPlainString()
                    + " must not be more than quantity times unit price, " + gross.toPlainString() + ".");
        }
        draft.set("Line Discount Amount", DocumentAmounts.zeroless(discount));
        draft.set(
                "Line Discount %",
                gross.signum() == 0
                        ? null
                        : DocumentAmounts.zeroless(discount.multiply(HUNDRED).divide(gross, 5, RoundingMode.HALF_UP)));
    }

    private Row header(BcSession session, RowDraft line) {
        Row header = kind.header(session.data(), line.text("Document No."));
        if (header == null) {
            throw BcException.dialog(
                    "You must specify the document that the line belongs to, before its other fields.");
        }
        return header;
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        Row header = header(session, draft);
        DocumentStatus.refuseUnlessOpen(headers(session), header);
        if (draft.get("Line No.") == null) {
            long last = 0;
            for (Row line : kind.linesOf(session.data(), draft.text("Document No."))) {
                last = Math.max(last, line.get(table.column("Line No.")) instanceof Long number ? number : 0);
            }
            draft.set("Line No.", last + STEP);
        }
        if (draft.text("API Type").isEmpty()) {
            draft.set("API Type", "Comment");
        }
        if (!draft.text("Type").isEmpty() && draft.text("No.").isEmpty()) {
            throw new BcException(
                    400,
                    "Application_FieldValidationException",
                    "No. must have a value in Sales Line: Document No.=" + draft.text("Document No.") + ".");
        }
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        for (String field : List.of("Document No.", "Line No.")) {
            if (!same(before.get(table.column(field)), draft.get(field))) {
                throw BcException.dialog("The " + field + " of a line cannot be changed.");
            }
        }
        DocumentStatus.refuseLineChange(headers(session), header(session, draft), before, draft);
        AssemblyOrders.refuseLessThanAssembled(table, before, draft);
        boolean shipped =
                InvoiceAmounts.amount(table, before, "Quantity Shipped").signum() != 0;
        for (String field : List.of("Type", "No.", "Unit of Measure Code")) {
            if (shipped && !same(before.get(table.column(field)), draft.get(field))) {
                throw new BcException(
                        400,
                        "Application_FieldValidationException",
                        "Quantity Shipped must be equal to '0'  in Sales Line: " + field + " cannot be changed.");
            }
        }
    }

    @Override
    public void afterInsert(BcSession session, BcTable table, Row row, boolean direct) {
        DocumentRules.reckon(session, kind, table.text(row, "Document No."));
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        afterInsert(session, table, after, direct);
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        DocumentStatus.refuseUnlessOpen(
                headers(session), header(session, row.edit(table.rows().schema())));
        if (InvoiceAmounts.amount(table, row, "Qty. Shipped Not Invoiced").signum() != 0) {
            throw stillShipped(table, row);
        }
    }

    static BcException stillShipped(BcTable lines, Row line) {
        return new BcException(
                400,
                "Application_FieldValidationException",
                "Qty. Shipped Not Invoiced must be equal to '0'  in Sales Line: Document No.="
                        + lines.text(line, "Document No.") + ", Line No.=" + line.get(lines.column("Line No.")) + ".");
    }

    /** Comment lines that hang on a deleted line go with it. */
    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        for (Row line : kind.linesOf(session.data(), table.text(row, "Document No."))) {
            Object above = line.get(table.column("Attached to Line No."));
            if (above != null && above.equals(row.get(table.column("Line No.")))) {
                session.deleteAlong(table, line);
            }
        }
        afterInsert(session, table, row, false);
    }

    /** Brings a header's new customer, currency, tax group or way of pricing to its lines. */
    /** A share that the header asks in advance is asked of each line that sells something (sales-documents.md §10.1). */
    void carryPrepayment(BcSession session, Row after) {
        BcTable headers = headers(session);
        BcTable lines = kind.lines(session.data());
        for (Row line : kind.linesOf(session.data(), headers.text(after, "No."))) {
            RowDraft draft = line.edit(lines.rows().schema());
            if (!draft.text("Type").isEmpty()) {
                draft.set("Prepayment %", after.get(headers.column("Prepayment %")));
                session.changeAlong(lines, line, draft);
            }
        }
    }

    void carry(BcSession session, Row before, Row after) {
        BcTable headers = headers(session);
        BcTable lines = kind.lines(session.data());
        for (Row line : kind.linesOf(session.data(), headers.text(after, "No."))) {
            RowDraft draft = line.edit(lines.rows().schema());
            for (String field : List.of("Sell-to Customer No.", "Bill-to Customer No.", "Currency Code")) {
                draft.set(field, after.get(headers.column(field)));
            }
            if (!draft.text("Type").isEmpty()) {
                draft.set("VAT Bus. Posting Group", after.get(headers.column("VAT Bus. Posting Group")));
                LineProducts.tax(draft);
                LineProducts.reprice(headers, before, after, draft);
                discountAmount(draft);
            }
            session.changeAlong(lines, line, draft);
        }
    }
}
