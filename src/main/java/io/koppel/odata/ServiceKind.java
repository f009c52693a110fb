package io.koppel.odata;

/** The two remote systems; they differ in batch form, limits, error codes and in what a plain PATCH means. */
public enum ServiceKind {
    /** Business Central: API v2.0, published pages and the companion API (business-central-api.md §1). */
    BUSINESS_CENTRAL,
    /** Dynamics 365 Sales on Dataverse (dataverse-web-api.md §1). */
    DATAVERSE
}
