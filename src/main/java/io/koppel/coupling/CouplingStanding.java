package io.koppel.coupling;

/** How a coupling stands, by what people have to do about it. */
public enum CouplingStanding {
    /** Nothing: its last attempts succeeded, or there were none. */
    WELL,
    /** Its last attempt failed, and the next run tries again. */
    FAILED,
    /** It is left out until somebody releases it. */
    SKIPPED
}
