package io.koppel.simulation;

/** The labelled points of a batch at which a process can die (promises.md P1). */
enum CrashPoint {
    /** Everything is decided, and nothing is committed yet. */
    BEFORE_INTENT,
    /** The intent is committed, and no request has left. */
    AFTER_INTENT,
    /** The request has left, and the service never sees it. */
    BEFORE_APPLY,
    /** The service has applied the request, and its answer never arrives. */
    AFTER_APPLY,
    /** The answer has arrived, and nothing is done with it. */
    AFTER_ANSWER,
    /** Everything is ready to be confirmed, and the commit does not happen. */
    BEFORE_COMMIT,
    /** The confirmation is committed, and nothing after it happens. */
    AFTER_COMMIT
}
