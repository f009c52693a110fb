package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts runs: for a schedule, a person or a full synchronization. A run is one or two passes, to Dataverse first; its row is
 * opened before it waits for its category, and closed whatever becomes of it.
 */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final RunWatch NOBODY = new RunWatch() {};

    private final Engine engine;
    private final Categories categories = new Categories();
    private final RunningPasses running;
    private final MappingPasses passes;
    private final BackgroundRuns background;
    private volatile Runnable mayRun = () -> {};

    /** @param executor where runs that nobody waits for are carried out */
    public Runner(Engine engine, PassRunner passes, Executor executor) {
        this.engine = engine;
        this.running = new RunningPasses(engine.clock());
        this.passes = new MappingPasses(passes, running);
        this.background = new BackgroundRuns(executor);
    }

    /** Tells somebody how passes come along. */
    public void listen(ProgressListener listener) {
        passes.listen(listener);
    }

    /** Tells somebody whenever a run of a category has ended. */
    void whenFree(Consumer<String> category) {
        categories.whenFree(category);
    }

    /** Asks before each run; a run that may not be ends in error without any pass. */
    public void onlyIf(Runnable newMayRun) {
        mayRun = newMayRun;
    }

    /** How the passes that run now come along. */
    List<Progress> progress() {
        return running.now();
    }

    /** Reports the progress of all running passes; called by a timer. */
    public void reportProgress() {
        passes.report();
    }

    /** Ends every running pass after the batches in flight. */
    public void stopAll() {
        running.stopAll();
    }

    /** Whether the process ends. */
    boolean stopping() {
        return running.stopping();
    }

    /** Whether a run of the category is under way. */
    boolean busy(String category) {
        return categories.busy(category);
    }

    // --- runs of a mapping

    /**
     * Starts a run in the background.
     *
     * @return its number
     * @throws IllegalArgumentException if the mapping does not exist or does not go that way
     */
    public long start(SynchronizeRequest request) {
        return start(request, NOBODY);
    }

    /** Starts a run in the background and tells how it comes along. */
    long start(SynchronizeRequest request, RunWatch watch) {
        TableMapping mapping = mapping(request);
        long run = open(mapping, request.startedBy(), kind(request));
        watch.opened(run);
        background.start(run, () -> told(watch, () -> work(run, mapping, request, null, watch)));
        return run;
    }

    private static RunStatus told(RunWatch watch, Supplier<RunStatus> work) {
        try {
            RunStatus end = work.get();
            watch.ended(end);
            return end;
        } catch (RuntimeException | Error e) {
            watch.broke(e);
            throw e;
        }
    }

    /** Starts one run in the background that synchronizes the modified records of several mappings, in this order. */
    public long startAll(List<TableMapping> mappings, String startedBy) {
        long run = open((String) null, startedBy, "synchronization");
        background.start(
                run,
                () -> other(
                        run,
                        number -> mappings.forEach(mapping -> alone(
                                mapping, () -> passes(number, SynchronizeRequest.modified(mapping.id(), startedBy))))));
        return run;
    }

    /** Runs at once and returns when it is done. */
    public RunStatus run(SynchronizeRequest request) {
        TableMapping mapping = mapping(request);
        return work(open(mapping, request.startedBy(), kind(request)), mapping, request, null, NOBODY);
    }

    /** Runs a mapping in a given mode, as one line of a full synchronization. */
    RunStatus run(TableMapping mapping, PassMode mode, String startedBy) {
        SynchronizeRequest request = SynchronizeRequest.modified(mapping.id(), startedBy);
        return work(open(mapping, startedBy, mode.kind()), mapping, request, mode, NOBODY);
    }

    /** Runs at once unless another run of the mapping's category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(SynchronizeRequest request, RunWatch watch) {
        TableMapping mapping = mapping(request);
        return categories.ifFree(
                mapping.category(),
                () -> told(watch, () -> {
                    long run = open(mapping, request.startedBy(), kind(request));
                    watch.opened(run);
                    return work(run, mapping, request, null, watch);
                }));
    }

    /**
     * Synchronizes within a run of another job that is under way, as soon as no other run of the mapping's category is.
     *
     * @return the rows this adds to the job log
     */
    public List<JobLogRow> join(long run, SynchronizeRequest request) {
        int before = engine.jobLog().ofRun(run).size();
        alone(mapping(request), () -> passes(run, request));
        List<JobLogRow> rows = engine.jobLog().ofRun(run);
        return rows.subList(Math.min(before, rows.size()), rows.size());
    }

    /** Passes that belong to a run that is under way with its category locked; answers how many there were. */
    int passes(long run, SynchronizeRequest request) {
        TableMapping mapping = mapping(request);
        int done = 0;
        for (Direction direction : MappingPasses.directions(mapping, request)) {
            if (!running.stopping()) {
                passes.pass(run, mapping, direction, request, null);
                done++;
            }
        }
        return done;
    }

    private RunStatus work(
            long run, TableMapping mapping, SynchronizeRequest request, @Nullable PassMode mode, RunWatch watch) {
        return categories.alone(mapping.category(), () -> {
            JobStatus status = JobStatus.SUCCESS;
            String message = null;
            try {
                watch.began();
                String refusal = refusal();
                List<Direction> directions = refusal == null ? MappingPasses.directions(mapping, request) : List.of();
                if (refusal != null) {
                    message = refusal;
                    status = JobStatus.ERROR;
                } else if (directions.isEmpty() && request.chosen()) {
                    message = new Mismatch(engine).log(run, mapping, request);
                    status = JobStatus.ERROR;
                }
                for (Direction direction : directions) {
                    if (running.stopping()) {
                        status = status.and(JobStatus.STOPPED);
                        continue;
                    }
                    JobLogRow pass = passes.pass(run, mapping, direction, request, mode);
                    status = status.and(pass.status());
                    message = message == null ? pass.message() : message;
                }
            } finally {
                close(run, status, message);
            }
            return status(run).orElseThrow();
        });
    }

    private @Nullable String refusal() {
        try {
            mayRun.run();
            return null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    /** Makes approved writes, pass after pass as one run, and returns when it is done. */
    public RunStatus run(String kind, List<ApprovedPass> approved, String startedBy) {
        List<String> ids =
                approved.stream().map(pass -> pass.mapping().id()).distinct().toList();
        long run = open(ids.size() == 1 ? ids.get(0) : null, startedBy, kind);
        JobStatus status = JobStatus.SUCCESS;
        String message = null;
        try {
            for (ApprovedPass pass : approved) {
                JobLogRow row = alone(pass.mapping(), () -> passes.approved(run, pass, startedBy));
                status = status.and(row.status());
                message = message == null ? row.message() : message;
            }
        } finally {
            close(run, status, message);
        }
        return status(run).orElseThrow();
    }

    // --- the work of other jobs

    /** Does the work of a job at once unless another run of its category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(JobWork work, String startedBy, RunWatch watch) {
        return categories.ifFree(work.definition().category(), () -> {
            long run = open(work, startedBy);
            watch.opened(run);
            return work(run, work, startedBy, watch);
        });
    }

    /** Starts the work of a job in the background and tells how it comes along. */
    long start(JobWork work, String startedBy, RunWatch watch) {
        long run = open(work, startedBy);
        watch.opened(run);
        String category = work.definition().category();
        background.start(run, () -> categories.alone(category, () -> work(run, work, startedBy, watch)));
        return run;
    }

    private RunStatus work(long run, JobWork work, String startedBy, RunWatch watch) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        List<JobLogRow> rows = List.of();
        watch.began();
        try {
            mayRun.run();
            rows = work.work(run, startedBy);
            status = worst(rows);
            message = rows.stream()
                    .map(JobLogRow::message)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("job {} could not come to its end", work.definition().name(), e);
            message = words(e);
        } finally {
            close(run, status, message);
        }
        RunStatus end = new RunStatus(engine.runs().find(run).orElseThrow(), rows);
        watch.ended(end);
        return end;
    }

    /** What a run does that is not a pass; opens and closes its own rows in the job log. */
    public interface Work {
        void work(long run);
    }

    /** Opens a run of another kind, does its work on this thread and closes it; what goes wrong is in its status. */
    public RunStatus workNow(TableMapping mapping, String kind, String startedBy, Work work) {
        return other(open(mapping, startedBy, kind), work);
    }

    /** Starts a run of another kind in the background; no run of the mapping's category is under way with it. */
    long startWork(TableMapping mapping, String kind, String startedBy, Work work) {
        long run = open(mapping, startedBy, kind);
        background.start(run, () -> alone(mapping, () -> other(run, work)));
        return run;
    }

    private RunStatus other(long run, Work work) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        try {
            work.work(run);
            status = worst(engine.jobLog().ofRun(run));
        } catch (RuntimeException e) {
            message = words(e);
        } finally {
            close(run, status, message);
        }
        return status(run).orElseThrow();
    }

    private JobStatus worst(List<JobLogRow> rows) {
        return rows.stream()
                .map(JobLogRow::status)
                .reduce(running.stopping() ? JobStatus.STOPPED : JobStatus.SUCCESS, JobStatus::and);
    }

    private static String words(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Does something with a mapping's records while no run of its category is under way. */
    public <T> T alone(TableMapping mapping, Supplier<T> work) {
        return categories.alone(mapping.category(), work);
    }

    // --- rows of runs

    /** How a run stands. */
    public Optional<RunStatus> status(long run) {
        return engine.runs()
                .find(run)
                .map(row -> new RunStatus(row, engine.jobLog().ofRun(run)));
    }

    /** Waits for a run; answers how it stands when it is done or the time is up. */
    public RunStatus await(long run, Duration timeout) {
        background.await(run, timeout);
        return status(run).orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
    }

    private long open(TableMapping mapping, String startedBy, String kind) {
        return open(mapping.id(), startedBy, kind);
    }

    private long open(JobWork work, String startedBy) {
        return open(work.definition().mapping(), startedBy, work.kind());
    }

    private long open(@Nullable String mapping, String startedBy, String kind) {
        return engine.runs()
                .open(
                        engine.company().name(),
                        mapping,
                        kind,
                        startedBy,
                        engine.clock().instant());
    }

    private void close(long run, JobStatus status, @Nullable String message) {
        engine.runs().close(run, engine.clock().instant(), status, message);
    }

    private static String kind(SynchronizeRequest request) {
        return request.sweep() ? PassMode.SWEEP.kind() : "synchronization";
    }

    private TableMapping mapping(SynchronizeRequest request) {
        TableMapping mapping = engine.mappings().apply(request.mapping());
        if (mapping == null) {
            throw new IllegalArgumentException("there is no mapping '" + request.mapping() + "'");
        }
        if (mapping.isLines()) {
            throw new IllegalArgumentException("the records of mapping " + mapping.id()
                    + " are lines, which travel with their document; synchronize " + mapping.lineOf());
        }
        Direction direction = request.direction();
        if (direction != null && !mapping.direction().includes(direction)) {
            throw new IllegalArgumentException(
                    "mapping " + mapping.id() + " goes " + mapping.direction().key() + " only, not " + direction.key());
        }
        return mapping;
    }
}
