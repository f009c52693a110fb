package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.List;
import java.util.Set;

/** Open and released: what a released document still takes, and the way from one to the other (§6.3, §7). */
final class DocumentStatus {
    /** Fields of a header that only an open document takes; the others stay writable, as in the application. */
    private static final Set<String> LOCKED = Set.of(
            "Sell-to Customer No.",
            "Bill-to Customer No.",
            "Currency Code",
            "Prices Including VAT",
            "VAT Bus. Posting Group",
            "Location Code",
            "Shipping Agent Code",
            "Requested Delivery Date",
            "Promised Delivery Date",
            "Invoice Discount Amount",
            "Prepayment %");

    /** Fields of a line that a released document takes: what to ship and invoice next, and texts. */
    private static final Set<String> FREE =
            Set.of("Qty. to Ship", "Qty. to Invoice", "Description", "Description 2", "Reserved Quantity");

    private DocumentStatus() {}

    static boolean isOpen(BcTable headers, Row header) {
        return status(headers, header).equals("Open");
    }

    static String status(BcTable headers, Row header) {
        String status = headers.text(header, "Status");
        return status.isEmpty() ? "Open" : status;
    }

    static void refuseHeaderChange(BcTable headers, Row before, RowDraft draft) {
        if (!isOpen(headers, before)) {
            draft.changesSince(before).stream()
                    .filter(change -> LOCKED.contains(change.column()))
                    .findFirst()
                    .ifPresent(change -> {
                        throw mustBeOpen(headers, before);
                    });
        }
    }

    static void refuseLineChange(BcTable headers, Row header, Row before, RowDraft draft) {
        if (!isOpen(headers, header)) {
            draft.changesSince(before).stream()
                    .filter(change ->
                            !FREE.contains(change.column()) && !change.column().startsWith("$"))
                    .findFirst()
                    .ifPresent(change -> {
                        throw mustBeOpen(headers, header);
                    });
        }
    }

    static void refuseUnlessOpen(BcTable headers, Row header) {
        if (!isOpen(headers, header)) {
            throw mustBeOpen(headers, header);
        }
    }

    static BcException mustBeOpen(BcTable headers, Row header) {
        return new BcException(
                400,
                "Application_FieldValidationException",
                "Status must be equal to 'Open'  in Sales Header: Document Type="
                        + SalesDocument.of(headers).type() + ", No.=" + headers.text(header, "No.")
                        + ". Current value is '" + status(headers, header) + "'.");
    }

    /** Releases a document; a prepayment that is still due makes it wait instead. */
    static Row release(BcSession session, SalesDocument kind, Row header) {
        BcData data = session.data();
        BcTable headers = kind.headers(data);
        if (status(headers, header).equals("Released")) {
            return header;
        }
        String number = headers.text(header, "No.");
        BcTable lines = kind.lines(data);
        List<Row> rows = kind.linesOf(data, number);
        if (rows.stream()
                .noneMatch(line -> !lines.text(line, "Type").isEmpty()
                        && InvoiceAmounts.amount(lines, line, "Quantity").signum() != 0)) {
            throw BcException.dialog("There is nothing to release for the document of type " + kind.type()
                    + " with the number " + number + ".");
        }
        SalesSetupRules.refuseWithoutExternalNumber(session, headers, header);
        if (SalesSetupRules.is(data, "Calc. Inv. Discount")) {
            // The customer's own invoice discounts replace whatever was entered; nobody has any here.
            session.changeAlong(
                    headers, header, header.edit(headers.rows().schema()).set("Invoice Discount Amount", null));
            DocumentRules.reckon(session, kind, number);
        }
        Row current = java.util.Objects.requireNonNull(headers.rows().findForWrite(header.id()));
        boolean waits = kind == SalesDocument.ORDER && Prepayments.due(data, number);
        RowDraft draft = current.edit(headers.rows().schema());
        kind.setStatus(draft, waits ? "Pending Prepayment" : "Released");
        return session.changeAlong(headers, current, draft);
    }

    /** Releases an order; one whose prepayment is due stays as it is (sales-documents.md §10.1). */
    static void releaseUnlessPrepaymentDue(BcSession session, Row order) {
        BcData data = session.data();
        BcTable headers = SalesDocument.ORDER.headers(data);
        if (!Prepayments.due(data, headers.text(order, "No."))) {
            release(session, SalesDocument.ORDER, order);
        }
    }

    static Row reopen(BcSession session, SalesDocument kind, Row header) {
        BcTable headers = kind.headers(session.data());
        RowDraft draft = header.edit(headers.rows().schema());
        kind.setStatus(draft, "Open");
        return session.changeAlong(headers, header, draft);
    }
}
