package io.koppel.sales.quote;

/** What is to be done with a quote in Business Central. */
enum QuotePlan {
    /** It has its document there; only what follows from winning it is left. */
    NOTHING,
    /** A new document. */
    CREATE,
    /** The document of an earlier revision is archived and written anew (sales-documents.md §3.2). */
    REVISE
}
