package io.koppel.sales.bidirectional;

import io.koppel.mapping.Direction;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sync.Engine;
import java.time.Duration;

/** The job that tells Sales how orders ended that travelled both ways (table-mappings.md §7). */
public final class EndedOrders {
    /** Name of the job and of its route. */
    public static final String JOB = "ARCHIVED-ORDERS";

    private EndedOrders() {}

    /** @param mapping under which name orders are coupled */
    public static SalesJob job(Engine engine, SalesRoutes routes, EndedSteps steps, String mapping) {
        return new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        JOB,
                        "Archived Sales Orders - tells Sales how posted and deleted orders ended",
                        mapping,
                        Direction.TO_DATAVERSE,
                        Duration.ofMinutes(30)),
                steps::leftOver);
    }
}
