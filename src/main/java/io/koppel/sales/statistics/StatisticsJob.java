package io.koppel.sales.statistics;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.metadata.ServiceModel;
import io.koppel.odata.ReadRequest;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesJob;
import io.koppel.sales.SalesRoutes;
import io.koppel.sync.Engine;
import io.koppel.sync.ServiceModels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** The job for account statistics and for what is paid of invoices, for all customers or for one (sales-documents.md §5, §6). */
public final class StatisticsJob implements JobWork {
    /** Name of the job and of its first route. */
    public static final String NAME = "CUSTOMER-STATISTICS";

    /** Why there may be no such job: the table comes with a solution that organizations need not have (sales-documents.md §6). */
    public static final String IMPOSSIBLE =
            "Dataverse has no table nav_accountstatistics, which comes with the solution of Business Central";

    /** Name of its second route. */
    private static final String PAYMENTS = "INVOICE-PAYMENTS";

    private static final String TITLE = "Account statistics and what is paid of invoices";
    private static final Duration EVERY = Duration.ofMinutes(30);

    private final Engine engine;
    private final SalesJob statistics;
    private final SalesJob payments;
    private final PaidInvoices paid;

    public StatisticsJob(Engine engine, SalesRoutes routes, PaidInvoices paid) {
        this.engine = engine;
        this.paid = paid;
        this.statistics = part(engine, routes, NAME, "CUSTOMER");
        this.payments = part(engine, routes, PAYMENTS, PaidInvoices.MAPPING);
    }

    private static SalesJob part(Engine engine, SalesRoutes routes, String route, String mapping) {
        return new SalesJob(
                engine, routes, new SalesJob.Description(route, TITLE, mapping, Direction.TO_DATAVERSE, EVERY));
    }

    /** Whether Dataverse has the table; where its tables are not known, it is taken to have it. */
    public static boolean possible(ServiceModels models) {
        ServiceModel dataverse = models.dataverse();
        return dataverse == null || dataverse.table(StatisticsReader.STATISTICS) != null;
    }

    /** Sleeps after a run in which nothing had moved, as long as it would have waited anyway (table-mappings.md §3). */
    @Override
    public JobDefinition definition() {
        return JobDefinition.other(NAME, TITLE, EVERY, EVERY);
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        return both(run, startedBy, List.of());
    }

    private List<JobLogRow> both(long run, String startedBy, List<UUID> customers) {
        List<JobLogRow> rows = new ArrayList<>();
        rows.add(statistics.within(run, startedBy, customers));
        payments.within(run, startedBy, customers);
        // The states of invoices are written by their mapping's own pass, which has a row of its own.
        engine.jobLog().ofRun(run).stream()
                .filter(row -> row.id() != rows.get(0).id())
                .forEach(rows::add);
        return rows;
    }

    /** Sends one customer's figures and the states of its invoices now, on the caller's thread. */
    public RunStatus run(String startedBy, UUID customer) {
        long run = engine.runs()
                .open(
                        engine.company().name(),
                        null,
                        kind(),
                        startedBy,
                        engine.clock().instant());
        engine.runs().belongsTo(run, NAME);
        List<JobLogRow> rows = both(run, startedBy, List.of(customer));
        JobLogRow worst = rows.stream()
                .filter(row -> row.status() == JobStatus.ERROR)
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.status() != JobStatus.SUCCESS)
                        .findFirst())
                .orElse(rows.get(0));
        engine.runs().close(run, engine.clock().instant(), worst.status(), worst.message());
        return new RunStatus(engine.runs().find(run).orElseThrow(), rows);
    }

    /** Whether the customers' ledger has new entries. */
    @Override
    public boolean pending() {
        ReadPointer pointer = paid.pointer();
        OptionalLong reached = pointer.reached();
        Instant mark = reached.isPresent() ? Instant.ofEpochMilli(reached.getAsLong()) : pointer.from();
        return !engine.services()
                .businessCentral()
                .readPage(ReadRequest.of("detailedCustomerLedgerEntries")
                        .with("$select", "entryNumber")
                        .with("$top", "1")
                        .with("$filter", "systemModifiedAt gt " + mark))
                .rows()
                .isEmpty();
    }
}
