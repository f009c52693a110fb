package io.koppel.sales.timeline;

import io.koppel.mapping.Direction;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sync.Engine;
import java.time.Duration;

/** The job that tells on the timelines of orders what happened to them (table-mappings.md §7). */
public final class OrderStatusJob {
    private static final Duration EVERY = Duration.ofMinutes(7);

    private OrderStatusJob() {}

    /** @param mapping under which name orders are coupled */
    public static SalesJob of(Engine engine, SalesRoutes routes, String mapping) {
        return new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        StatusSet.JOB,
                        "Tell on the timelines of orders what happened to them",
                        mapping,
                        Direction.TO_DATAVERSE,
                        EVERY));
    }
}
