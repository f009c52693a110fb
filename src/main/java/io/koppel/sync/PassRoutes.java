package io.koppel.sync;

/** Sends a selection of records through the route of a pass; implemented by the Camel edge. */
@FunctionalInterface
public interface PassRoutes {
    /**
     * Reads the selected records and lets them go through the route; returns when the last batch is confirmed.
     *
     * @throws RuntimeException if the source cannot be read
     */
    void send(Pass pass, Selection selection);
}
