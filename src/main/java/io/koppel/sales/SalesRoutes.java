package io.koppel.sales;

/** Sends a run through the route of its job; implemented by the Camel edge. */
@FunctionalInterface
public interface SalesRoutes {
    /**
     * Lets the run go through the route {@code direct:<name>}; returns when its last batch is confirmed.
     *
     * @throws RuntimeException if the route cannot be called at all
     */
    void send(String route, SalesRun run);
}
