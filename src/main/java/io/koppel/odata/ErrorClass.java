package io.koppel.odata;

/** What an error means for what happens next (promises.md P7; reactions of both sheets' error tables). */
public enum ErrorClass {
    /** Passes by itself: retry with growing waits. */
    TRANSIENT,
    /** The service asks to wait; not a failure. */
    THROTTLED,
    /** This record cannot be written or read as it is. */
    DATA,
    /** Set-up, rights or address are wrong: every record would fail. */
    CONFIGURATION,
    /** Somebody changed the row since it was read. */
    CONFLICT,
    /** The row does not exist (any more). */
    GONE,
    /** A row with this key exists already. */
    DUPLICATE
}
