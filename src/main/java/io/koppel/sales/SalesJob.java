package io.koppel.sales;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobKind;
import io.koppel.job.JobWork;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that is a route of its own in {@code routes/}: the job queue, or a person, starts {@code direct:<NAME>} with a {@link
 * SalesRun} as its body, and the route's steps do the work (table-mappings.md §7).
 */
public final class SalesJob implements JobWork {
    private final Engine engine;
    private final SalesRoutes routes;
    private final String name;
    private final String title;
    private final String mapping;
    private final Direction direction;
    private final Duration every;

    /**
     * @param name name of the job and of its route
     * @param mapping under which name failures, history and couplings stand
     * @param direction which way it writes
     */
    public SalesJob(
            Engine engine,
            SalesRoutes routes,
            String name,
            String title,
            String mapping,
            Direction direction,
            Duration every) {
        this.engine = engine;
        this.routes = routes;
        this.name = name;
        this.title = title;
        this.mapping = mapping;
        this.direction = direction;
        this.every = every;
    }

    @Override
    public JobDefinition definition() {
        return new JobDefinition(name, JobKind.OTHER, title, null, "", every, null);
    }

    @Override
    public RunStatus work(String startedBy) {
        return run(startedBy, List.of());
    }

    /** Runs the route for some documents, or for all that are due when none is named. */
    public RunStatus run(String startedBy, List<UUID> documents) {
        long run = engine.runs()
                .open(engine.company().name(), null, "sales", startedBy, engine.clock().instant());
        engine.runs().belongsTo(run, name);
        long job = engine.jobLog()
                .open(
                        engine.scope(mapping),
                        engine.company().name(),
                        mapping,
                        direction.key(),
                        "sales",
                        startedBy,
                        run,
                        engine.clock().instant());
        SalesRun work = new SalesRun(engine, mapping, direction, run, job, startedBy, documents);
        try {
            routes.send(name, work);
        } catch (RuntimeException e) {
            work.fail(e);
        }
        Throwable error = work.error();
        JobStatus status = error != null
                ? JobStatus.ERROR
                : work.counters().failed() > 0 ? JobStatus.RECORDS_FAILED : JobStatus.SUCCESS;
        String message = message(error);
        engine.jobLog().close(job, engine.clock().instant(), status, message);
        engine.runs().close(run, engine.clock().instant(), status, message);
        return new RunStatus(
                engine.runs().find(run).orElseThrow(), engine.jobLog().ofRun(run));
    }

    private static @Nullable String message(@Nullable Throwable error) {
        if (error == null) {
            return null;
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
