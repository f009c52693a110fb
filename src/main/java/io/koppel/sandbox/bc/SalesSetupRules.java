package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import org.jspecify.annotations.Nullable;

/** The sales set-up: its write-in product must be one that is never on stock (sales-documents.md §1.5). */
final class SalesSetupRules extends KeyRules {
    static final SalesSetupRules INSTANCE = new SalesSetupRules();

    static final String TABLE = "Sales & Receivables Setup";

    private static @Nullable Row row(BcData data) {
        for (Row row : data.table(TABLE).rows().rows()) {
            return row;
        }
        return null;
    }

    /** Whether an option of the set-up is on. */
    static boolean is(BcData data, String field) {
        Row row = row(data);
        return row != null && Boolean.TRUE.equals(row.get(data.table(TABLE).column(field)));
    }

    static String text(BcData data, String field) {
        Row row = row(data);
        return row == null ? "" : data.table(TABLE).text(row, field);
    }

    static void refuseWithoutExternalNumber(BcSession session, BcTable headers, Row header) {
        if (is(session.data(), "Ext. Doc. No. Mandatory")
                && headers.text(header, "External Document No.").isEmpty()) {
            throw new BcException(
                    400,
                    "Application_FieldValidationException",
                    "External Document No. must have a value in Sales Header: Document Type="
                            + SalesDocument.of(headers).type() + ", No.=" + headers.text(header, "No.")
                            + ". It cannot be zero or empty.");
        }
    }

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "Write-in Product Type" -> draft.set("Write-in Product No.", null);
            case "Write-in Product No." -> writeIn(session.data(), draft);
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    private static void writeIn(BcData data, RowDraft draft) {
        Row item = draft.text("Write-in Product Type").equals("Resource")
                ? null
                : data.byKey("Item", draft.text("Write-in Product No."));
        BcTable items = data.table("Item");
        if (item != null && data.option(items, item, "Type").equals("Inventory")) {
            throw BcException.dialog("The write-in product must be an item of type Service or Non-Inventory; item "
                    + items.text(item, "No.") + " is of type Inventory.");
        }
    }
}
