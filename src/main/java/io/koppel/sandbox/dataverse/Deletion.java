package io.koppel.sandbox.dataverse;

import java.util.Set;

/** What becomes of the rows that refer to a row being deleted (dataverse-web-api.md §10.4, §10.8). */
enum Deletion {
    /** They go, too. */
    CASCADE,
    /** They are in the way. */
    RESTRICT,
    /** Their reference is cleared. */
    UNLINK;

    private static final Set<String> PARTS = Set.of(
            "contact.parentcustomerid",
            "uom.uomscheduleid",
            "productpricelevel.pricelevelid",
            "productpricelevel.productid",
            "invoicedetail.invoiceid");

    private static final Set<String> NEEDED = Set.of(
            "product.defaultuomid",
            "product.defaultuomscheduleid",
            "productpricelevel.uomid",
            "opportunity.pricelevelid",
            "invoice.pricelevelid",
            "invoice.customerid",
            "invoicedetail.productid",
            "invoicedetail.uomid");

    /** Of rows of `table` that refer by `lookup` to a row of `deleted`. */
    static Deletion of(DataverseTable deleted, DataverseTable table, DataverseColumn lookup) {
        String reference = table.logicalName() + "." + lookup.logicalName();
        if (deleted.logicalName().equals("transactioncurrency")
                || lookup.type() == ColumnType.OWNER
                || NEEDED.contains(reference)) {
            return RESTRICT;
        }
        // A contact whose parent is a contact stays when that one goes.
        boolean part = PARTS.contains(reference) && !deleted.logicalName().equals("contact");
        return part ? CASCADE : UNLINK;
    }
}
