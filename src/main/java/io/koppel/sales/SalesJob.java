package io.koppel.sales;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobWork;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job for sales documents that is a route of its own in {@code routes/}: the job queue, or a person, starts {@code
 * direct:<NAME>} with a {@link SalesRun} as its body, and the route's steps do the work (table-mappings.md §7).
 */
public final class SalesJob implements JobWork {
    /** Documents that are asked for by id in one read. */
    private static final int AT_A_TIME = 100;

    private final Engine engine;
    private final SalesRoutes routes;
    private final Description description;
    private final Supplier<List<UUID>> leftOver;

    /**
     * What a job is.
     *
     * @param name name of the job and of its route
     * @param mapping under which name failures, history and couplings stand; need not be a mapping
     * @param direction which way it writes
     */
    public record Description(String name, String title, String mapping, Direction direction, Duration every) {}

    public SalesJob(Engine engine, SalesRoutes routes, Description description) {
        this(engine, routes, description, List::of);
    }

    /** @param leftOver documents that an earlier run began and did not finish; they go first */
    public SalesJob(Engine engine, SalesRoutes routes, Description description, Supplier<List<UUID>> leftOver) {
        this.engine = engine;
        this.routes = routes;
        this.description = description;
        this.leftOver = leftOver;
    }

    @Override
    public JobDefinition definition() {
        return JobDefinition.other(description.name(), description.title(), description.every(), null);
    }

    @Override
    public List<JobLogRow> work(long run, String startedBy) {
        return List.of(pass(run, startedBy, List.of()));
    }

    /** Runs the route for some documents now, on the caller's thread. */
    public RunStatus run(String startedBy, List<UUID> documents) {
        long run = engine.runs()
                .open(
                        engine.company().name(),
                        null,
                        kind(),
                        startedBy,
                        engine.clock().instant());
        engine.runs().belongsTo(run, description.name());
        JobLogRow row = pass(run, startedBy, documents);
        engine.runs().close(run, engine.clock().instant(), row.status(), row.message());
        return new RunStatus(engine.runs().find(run).orElseThrow(), List.of(row));
    }

    /** Runs the route as a part of a run that is open: for some documents, or for all that are due. */
    public JobLogRow within(long run, String startedBy, List<UUID> documents) {
        return pass(run, startedBy, documents);
    }

    private JobLogRow pass(long run, String startedBy, List<UUID> documents) {
        long job = engine.jobLog()
                .open(
                        engine.scope(description.mapping()),
                        engine.company().name(),
                        description.mapping(),
                        description.direction().key(),
                        "sales",
                        startedBy,
                        run,
                        engine.clock().instant());
        SalesRun work =
                new SalesRun(engine, description.mapping(), description.direction(), run, job, startedBy, documents);
        try {
            if (documents.isEmpty()) {
                leftOver(work);
                work.only(List.of());
            }
            if (work.error() == null) {
                routes.send(description.name(), work);
            }
        } catch (RuntimeException e) {
            work.fail(e);
        }
        Throwable error = work.error();
        JobStatus status = error != null
                ? JobStatus.ERROR
                : work.counters().failed() > 0 ? JobStatus.RECORDS_FAILED : JobStatus.SUCCESS;
        engine.jobLog().close(job, engine.clock().instant(), status, message(error));
        return engine.jobLog().find(job).orElseThrow();
    }

    private void leftOver(SalesRun work) {
        List<UUID> ids = leftOver.get();
        for (int at = 0; at < ids.size() && work.error() == null; at += AT_A_TIME) {
            work.only(ids.subList(at, Math.min(ids.size(), at + AT_A_TIME)));
            routes.send(description.name(), work);
        }
    }

    private static @Nullable String message(@Nullable Throwable error) {
        if (error == null) {
            return null;
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
