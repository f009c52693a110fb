package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs: for a schedule, a person or a full synchronization. A run is one or two passes, to Dataverse first; its row is
 * opened before it waits for its category, and closed whatever becomes of it.
 */
public final class Runner {
    private static final RunWatch NOBODY = new RunWatch() {};

    private final Engine engine;
    private final Categories categories = new Categories();
    private final RunPermission permission = new RunPermission();
    private final RunningPasses running;
    private final MappingPasses passes;
    private final RunRows rows;
    private final MappingRuns mappingRuns;
    private final OtherRuns otherRuns;
    private final BackgroundRuns background;

    /** @param executor where runs that nobody waits for are carried out */
    public Runner(Engine engine, PassRunner passes, Executor executor) {
        this.engine = engine;
        this.running = new RunningPasses(engine.clock());
        this.passes = new MappingPasses(passes, running);
        this.rows = new RunRows(engine);
        this.mappingRuns = new MappingRuns(new Mismatch(engine), this.passes, running, rows, permission);
        this.otherRuns = new OtherRuns(running, rows, permission);
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
    public void onlyIf(Runnable mayRun) {
        permission.ask(mayRun);
    }

    /** How the passes that run now come along. */
    List<Progress> progress() {
        return running.now();
    }

    /** Reports the progress of all running passes; called by a timer. */
    public void reportProgress() {
        passes.report();
    }

    /** How long a pass of a job may take; zero for no limit. It ends as a failed attempt, and the next one goes on. */
    public void timeLimit(Duration limit) {
        running.limit(limit);
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
        long run = rows.open(mapping.id(), request.startedBy(), request.kind());
        watch.opened(run);
        background.start(run, () -> watch.over(() -> work(run, mapping, request, null, watch)));
        return run;
    }

    /** Starts one run in the background that synchronizes the modified records of several mappings, in this order. */
    public long startAll(List<TableMapping> mappings, String startedBy) {
        long run = rows.open(null, startedBy, "synchronization");
        background.start(
                run,
                () -> otherRuns.work(
                        run,
                        number -> mappings.forEach(mapping -> alone(
                                mapping, () -> passes(number, SynchronizeRequest.modified(mapping.id(), startedBy))))));
        return run;
    }

    /** Runs at once and returns when it is done. */
    public RunStatus run(SynchronizeRequest request) {
        TableMapping mapping = mapping(request);
        long run = rows.open(mapping.id(), request.startedBy(), request.kind());
        return work(run, mapping, request, null, NOBODY);
    }

    /** Runs a mapping in a given mode, as one line of a full synchronization. */
    RunStatus run(TableMapping mapping, PassMode mode, String startedBy, RunWatch watch) {
        SynchronizeRequest request = SynchronizeRequest.modified(mapping.id(), startedBy);
        long run = rows.open(mapping.id(), startedBy, mode.kind());
        watch.opened(run);
        return work(run, mapping, request, mode, watch);
    }

    /** Runs at once unless another run of the mapping's category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(SynchronizeRequest request, RunWatch watch) {
        TableMapping mapping = mapping(request);
        return categories.ifFree(
                mapping.category(),
                () -> watch.over(() -> {
                    long run = rows.open(mapping.id(), request.startedBy(), request.kind());
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
        int before = rows.jobs(run).size();
        alone(mapping(request), () -> passes(run, request));
        List<JobLogRow> after = rows.jobs(run);
        return after.subList(Math.min(before, after.size()), after.size());
    }

    /** Passes that belong to a run that is under way with its category locked; answers how many there were. */
    int passes(long run, SynchronizeRequest request) {
        return mappingRuns.passes(run, mapping(request), request);
    }

    private RunStatus work(
            long run, TableMapping mapping, SynchronizeRequest request, @Nullable PassMode mode, RunWatch watch) {
        return alone(mapping, () -> mappingRuns.work(run, mapping, request, mode, watch));
    }

    private TableMapping mapping(SynchronizeRequest request) {
        return request.mapping(engine.mappings());
    }

    /** Makes approved writes, pass after pass as one run, and returns when it is done. */
    public RunStatus run(String kind, List<ApprovedPass> approved, String startedBy) {
        List<String> ids =
                approved.stream().map(pass -> pass.mapping().id()).distinct().toList();
        long run = rows.open(ids.size() == 1 ? ids.get(0) : null, startedBy, kind);
        JobStatus status = JobStatus.SUCCESS;
        String message = null;
        try {
            for (ApprovedPass pass : approved) {
                JobLogRow row = alone(pass.mapping(), () -> passes.approved(run, pass, startedBy));
                status = status.and(row.status());
                message = message == null ? row.message() : message;
            }
        } catch (RuntimeException | Error e) {
            status = JobStatus.ERROR;
            message = RunRows.words(e);
            throw e;
        } finally {
            rows.close(run, status, message);
        }
        return rows.of(run);
    }

    // --- the work of other jobs

    /** Does the work of a job at once unless another run of its category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(JobWork work, String startedBy, RunWatch watch) {
        return categories.ifFree(
                work.definition().category(),
                () -> watch.over(() -> {
                    long run = open(work, startedBy);
                    watch.opened(run);
                    return otherRuns.work(run, work, startedBy, watch);
                }));
    }

    /** Starts the work of a job in the background and tells how it comes along. */
    long start(JobWork work, String startedBy, RunWatch watch) {
        long run = open(work, startedBy);
        watch.opened(run);
        String category = work.definition().category();
        background.start(
                run,
                () -> categories.alone(category, () -> watch.over(() -> otherRuns.work(run, work, startedBy, watch))));
        return run;
    }

    private long open(JobWork work, String startedBy) {
        return rows.open(work.definition().mapping(), startedBy, work.kind());
    }

    /** What a run does that is not a pass; opens and closes its own rows in the job log. */
    public interface Work {
        void work(long run);
    }

    /** Opens a run of another kind, does its work on this thread and closes it; what goes wrong is in its status. */
    public RunStatus workNow(TableMapping mapping, String kind, String startedBy, Work work) {
        return otherRuns.work(rows.open(mapping.id(), startedBy, kind), work);
    }

    /** Starts a run of another kind in the background; no run of the mapping's category is under way with it. */
    long startWork(TableMapping mapping, String kind, String startedBy, Work work) {
        long run = rows.open(mapping.id(), startedBy, kind);
        background.start(run, () -> alone(mapping, () -> otherRuns.work(run, work)));
        return run;
    }

    /** Does something with a mapping's records while no run of its category is under way. */
    public <T> T alone(TableMapping mapping, Supplier<T> work) {
        return categories.alone(mapping.category(), work);
    }

    // --- how runs stand

    /** How a run stands. */
    public Optional<RunStatus> status(long run) {
        return rows.find(run);
    }

    /** Waits for a run; answers how it stands when it is done or the time is up. */
    public RunStatus await(long run, Duration timeout) {
        background.await(run, timeout);
        return status(run).orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
    }
}
