package io.koppel.sales.order;

import io.koppel.mapping.Direction;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sync.Engine;
import java.time.Duration;

/** The job that follows coupled orders to their end: invoiced, posted, or deleted and given back. */
public final class FollowedOrders {
    /** Name of the job and of its route. */
    public static final String JOB = "FOLLOW-ORDERS";

    private FollowedOrders() {}

    /** The job; as often as the built-in integration looks at the status of orders (table-mappings.md §7). */
    public static SalesJob job(Engine engine, SalesRoutes routes) {
        return new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        JOB,
                        "Sales Order Status - tells Sales which orders are invoiced or deleted",
                        SubmittedOrders.MAPPING,
                        Direction.TO_DATAVERSE,
                        Duration.ofMinutes(7)));
    }
}
