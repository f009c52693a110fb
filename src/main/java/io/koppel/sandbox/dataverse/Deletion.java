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
            "discount.discounttypeid",
            "quotedetail.quoteid",
            "salesorderdetail.salesorderid",
            "invoicedetail.invoiceid",
            "annotation.objectid",
            "post.regardingobjectid");

    private static final Set<String> NEEDED = Set.of(
            "product.defaultuomid",
            "product.defaultuomscheduleid",
            "productpricelevel.uomid",
            "opportunity.pricelevelid",
            "quote.pricelevelid",
            "quote.customerid",
            "quotedetail.productid",
            "quotedetail.uomid",
            "salesorder.pricelevelid",
            "salesorder.customerid",
            "salesorderdetail.productid",
            "salesorderdetail.uomid",
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
        boolean stays =
                reference.startsWith("contact.") && deleted.logicalName().equals("contact");
        boolean part = PARTS.contains(reference) && !stays;
        return part ? CASCADE : UNLINK;
    }
}
