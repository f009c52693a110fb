package io.koppel.sync;

import io.koppel.journal.FailedRecord;
import java.util.List;

/** Sends a selection of records through the route of a pass; implemented by the Camel edge. */
@FunctionalInterface
public interface PassRoutes {
    /**
     * Reads the selected records and lets them go through the route; returns when the last batch is confirmed.
     *
     * @throws RuntimeException if the source cannot be read
     */
    void send(Pass pass, Selection selection);

    /**
     * Takes failures that no batch carries to where those of batches go. They stand in the store already, so whoever has no
     * such way leaves them to the next start.
     */
    default void failed(List<FailedRecord> failures) {}
}
