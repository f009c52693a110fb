package io.koppel.odata;

import java.time.Duration;

/** Is told of each request that was answered. Called on the thread that waits for the answer, so it must be quick. */
@FunctionalInterface
public interface RequestWatch {
    /** Tells nobody. */
    RequestWatch NONE = (units, took, status) -> {};

    /**
     * One answer.
     *
     * @param units what the service counts: 1, or the parts of a batch
     * @param took from sending to the end of the answer; waiting for the budget is not part of it
     */
    void answered(int units, Duration took, int status);
}
