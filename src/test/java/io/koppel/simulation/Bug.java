package io.koppel.simulation;

/** Mistakes that an engine like this can have; planted one at a time, to see that the checker notices (promises.md). */
enum Bug {
    NONE,
    /** Couplings, history and watermark are committed before the batch is delivered. */
    CONFIRMS_BEFORE_DELIVERING,
    /** Updates say {@code If-Match: *} instead of the version they were decided on. */
    IGNORES_ETAGS,
    /** The watermark is this machine's time at the end of a pass. */
    WATERMARK_BY_LOCAL_CLOCK,
    /** The watermark moves to what was read, before it is confirmed. */
    WATERMARK_BEYOND_UNCONFIRMED
}
