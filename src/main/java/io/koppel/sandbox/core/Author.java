package io.koppel.sandbox.core;

import java.time.Duration;

/**
 * On whose behalf a transaction writes.
 *
 * @param journaled false for starting data and seeds, which are not changes
 * @param lateBy how long readers do not see what it wrote; zero as a rule
 */
public record Author(Caller caller, String requestId, boolean journaled, Duration lateBy) {
    /** Starting data. */
    public static final Author SETUP = new Author(Caller.SYSTEM, "", false, Duration.ZERO);

    public static Author of(Caller caller, String requestId) {
        return new Author(caller, requestId, true, Duration.ZERO);
    }
}
