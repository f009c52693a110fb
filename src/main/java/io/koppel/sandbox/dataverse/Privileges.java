package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;

/**
 * What the sandbox's users may do. Users come from elsewhere and are never made here (dataverse-web-api.md §10.8); a sales
 * user keeps to the tables of Sales; only the integration user customises.
 */
final class Privileges {
    private Privileges() {}

    /** Refuses a write the caller has no privilege for. `operation` is Create, Write or Delete. */
    static void check(Caller caller, DataverseTable table, String operation) {
        if (caller.equals(Caller.SYSTEM)) {
            return;
        }
        boolean update = operation.equals("Write");
        boolean allowed =
                switch (table.logicalName()) {
                    case "account",
                            "contact",
                            "uomschedule",
                            "uom",
                            "product",
                            "pricelevel",
                            "productpricelevel",
                            "discounttype",
                            "discount",
                            "opportunity",
                            "quote",
                            "quotedetail",
                            "salesorder",
                            "salesorderdetail",
                            "incident",
                            "annotation",
                            "post",
                            "invoice",
                            "invoicedetail",
                            "fab_vehicle" -> true;
                    case "systemuser" -> update;
                    case "organization" -> update && caller.equals(Caller.KOPPEL);
                    default -> caller.equals(Caller.KOPPEL);
                };
        if (!allowed) {
            throw DataverseError.forbidden("Principal user (Id=" + caller.dataverseUser() + ") is missing prv"
                    + operation + table.displayName().replace(" ", "") + " privilege on table '" + table.logicalName()
                    + "'.");
        }
    }

    /** Refuses customising to all but the integration user. */
    static void checkCustomizing(Caller caller) {
        if (!caller.equals(Caller.KOPPEL) && !caller.equals(Caller.SYSTEM)) {
            throw DataverseError.forbidden("Principal user (Id=" + caller.dataverseUser()
                    + ") is missing prvWriteAttribute privilege; customising needs it.");
        }
    }
}
