package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;

/** What the application does by itself when rows of a table change. */
interface TableRules {
    static TableRules of(BcTable table) {
        return switch (table.name()) {
            case "Customer" -> PartnerRules.CUSTOMER;
            case "Vendor" -> PartnerRules.VENDOR;
            case "Contact" -> ContactRules.INSTANCE;
            case "Item" -> ItemRules.INSTANCE;
            case "Resource" -> ResourceRules.INSTANCE;
            case "Item Unit of Measure" -> OwnUnitRules.ITEM;
            case "Resource Unit of Measure" -> OwnUnitRules.RESOURCE;
            case "Sales Price", "Price List Header", "Price List Line" -> PriceRules.INSTANCE;
            case "Item Ledger Entry", "Res. Capacity Entry" -> LedgerRules.INSTANCE;
            case "Opportunity" -> OpportunityRules.INSTANCE;
            case "Opportunity Entry" -> OpportunityRules.ENTRY;
            case InvoiceRules.TABLE -> InvoiceRules.INSTANCE;
            case InvoiceLineRules.TABLE -> InvoiceLineRules.INSTANCE;
            case "Sales Header" -> DocumentRules.ORDERS;
            case "Sales Line" -> DocumentLineRules.ORDERS;
            case "Sales Quote Header" -> DocumentRules.QUOTES;
            case "Sales Quote Line" -> DocumentLineRules.QUOTES;
            case NoteRules.TABLE -> NoteRules.INSTANCE;
            case SalesSetupRules.TABLE -> SalesSetupRules.INSTANCE;
            case DimensionRules.TABLE -> DimensionRules.INSTANCE;
            default -> KeyRules.INSTANCE;
        };
    }

    /** A field has been given a value, before the next one is. */
    default void validate(BcSession session, RowDraft draft, String field) {}

    default void beforeInsert(BcSession session, BcTable table, RowDraft draft) {}

    default void afterInsert(BcSession session, BcTable table, Row row, boolean direct) {}

    default void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {}

    default void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {}

    default void beforeDelete(BcSession session, BcTable table, Row row) {}

    default void afterDelete(BcSession session, BcTable table, Row row) {}
}
