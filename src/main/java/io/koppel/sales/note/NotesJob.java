package io.koppel.sales.note;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Direction;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The job for notes of orders: from Sales first, then to Sales (table-mappings.md §7). */
public final class NotesJob implements JobWork {
    /** Name of the job. */
    public static final String NAME = "SALES-NOTES";

    /** Names of its routes. */
    private static final String FROM_SALES = "NOTES-FROM-SALES";

    private static final String TO_SALES = "NOTES-TO-SALES";

    private static final String TITLE = "Notes of orders between Sales and Business Central";
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Engine engine;
    private final SalesJob fromSales;
    private final SalesJob toSales;

    /** @param mapping under which name orders are coupled */
    public NotesJob(Engine engine, SalesRoutes routes, String mapping) {
        this.engine = engine;
        this.fromSales = part(engine, routes, FROM_SALES, mapping, Direction.FROM_DATAVERSE);
        this.toSales = part(engine, routes, TO_SALES, mapping, Direction.TO_DATAVERSE);
    }

    private static SalesJob part(Engine engine, SalesRoutes routes, String route, String mapping, Direction direction) {
        return new SalesJob(engine, routes, new SalesJob.Description(route, TITLE, mapping, direction, EVERY));
    }

    @Override
    public JobDefinition definition() {
        return JobDefinition.other(NAME, TITLE, EVERY, null);
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        List<JobLogRow> rows = new ArrayList<>(fromSales.work(run, startedBy));
        rows.addAll(toSales.work(run, startedBy));
        return rows;
    }

    /**
     * Copies the notes of orders that have just been taken over; orders without notes cost one request for all of them.
     *
     * @throws IllegalStateException if it could not come to its end
     */
    public void copyOf(List<UUID> orders, String startedBy) {
        Set<UUID> noted = new LinkedHashSet<>();
        if (!orders.isEmpty()) {
            var pages = engine.services()
                    .dataverse()
                    .read(ReadRequest.of("annotations")
                            .with("$select", "annotationid,_objectid_value")
                            .with("$filter", "isdocument eq false and " + NotesOfSales.ofOrders(orders)));
            while (pages.hasNext()) {
                for (Row row : pages.next().rows()) {
                    noted.add(Columns.id(row, "_objectid_value"));
                }
            }
        }
        if (!noted.isEmpty()) {
            RunStatus run = fromSales.run(startedBy, List.copyOf(noted));
            String message = run.run().message();
            if (message != null) {
                throw new IllegalStateException("the notes of new orders could not be copied: " + message);
            }
        }
    }
}
