package io.koppel.sales;

/** What a route holds while it works on some documents; given back when the route stops at an error. */
public interface ClaimedDocuments {
    /** Gives the documents back, as they are. */
    void abandon();
}
