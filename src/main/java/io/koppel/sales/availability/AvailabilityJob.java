package io.koppel.sales.availability;

import io.koppel.mapping.Direction;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sync.Engine;
import java.time.Duration;

/** The job that sends the quantity on hand of items that moved (sales-documents.md §9, table-mappings.md §7). */
public final class AvailabilityJob {
    /** Name of the job and of its route. */
    public static final String NAME = "ITEM-AVAILABILITY";

    private static final Duration EVERY = Duration.ofMinutes(30);

    private AvailabilityJob() {}

    /** The job. */
    public static SalesJob of(Engine engine, SalesRoutes routes) {
        return new SalesJob(
                engine,
                routes,
                new SalesJob.Description(
                        NAME,
                        "Send the quantity on hand of items that moved",
                        AvailabilitySteps.MAPPING,
                        Direction.TO_DATAVERSE,
                        EVERY));
    }
}
