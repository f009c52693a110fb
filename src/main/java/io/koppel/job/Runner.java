package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs: for a schedule, a person or a full synchronization. A run is one or two passes, to Dataverse first. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Engine engine;
    private final PassRunner passes;
    private final Executor executor;
    private final MappingLocks locks = new MappingLocks();
    private final RunningPasses running;
    private final ConcurrentHashMap<Long, CompletableFuture<RunStatus>> inBackground = new ConcurrentHashMap<>();
    private volatile ProgressListener listener = ProgressListener.NONE;
    private volatile Consumer<String> freed = category -> {};
    private volatile Runnable mayRun = () -> {};

    /** @param executor where runs that nobody waits for are carried out */
    public Runner(Engine engine, PassRunner passes, Executor executor) {
        this.engine = engine;
        this.passes = passes;
        this.executor = executor;
        this.running = new RunningPasses(engine.clock());
    }

    /** Tells somebody how passes come along. */
    public void listen(ProgressListener newListener) {
        listener = newListener;
    }

    /** Tells somebody whenever a run of a category has ended. */
    void whenFree(Consumer<String> category) {
        freed = category;
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
        running.report(listener);
    }

    /** Ends every running pass after the batches in flight. */
    public void stopAll() {
        running.stopAll();
    }

    /**
     * Starts a run in the background.
     *
     * @return its number
     * @throws IllegalArgumentException if the mapping does not exist or does not go that way
     */
    public long start(SynchronizeRequest request) {
        return start(request, new RunWatch() {});
    }

    /** Starts a run in the background and tells how it comes along. */
    long start(SynchronizeRequest request, RunWatch watch) {
        TableMapping mapping = mapping(request);
        long run = open(mapping, request.startedBy(), kind(request));
        watch.opened(run);
        CompletableFuture<RunStatus> future = new CompletableFuture<>();
        inBackground.put(run, future);
        executor.execute(() -> {
            try {
                RunStatus end = work(run, mapping, request, null, watch);
                watch.ended(end);
                future.complete(end);
            } catch (RuntimeException | Error e) {
                watch.broke(e);
                future.completeExceptionally(e);
                throw e;
            } finally {
                inBackground.remove(run);
            }
        });
        return run;
    }

    /** Starts one run in the background that synchronizes the modified records of several mappings, in this order. */
    public long startAll(List<TableMapping> mappings, String startedBy) {
        long run = engine.runs()
                .open(
                        engine.company().name(),
                        null,
                        "synchronization",
                        startedBy,
                        engine.clock().instant());
        CompletableFuture<RunStatus> future = new CompletableFuture<>();
        inBackground.put(run, future);
        executor.execute(() -> {
            try {
                future.complete(other(
                        run,
                        number -> mappings.forEach(mapping -> {
                            ReentrantLock lock = locks.of(mapping.category());
                            lock.lock();
                            try {
                                passes(number, SynchronizeRequest.modified(mapping.id(), startedBy));
                            } finally {
                                lock.unlock();
                                freed.accept(mapping.category());
                            }
                        })));
            } finally {
                inBackground.remove(run);
            }
        });
        return run;
    }

    /** Runs at once and returns when it is done. */
    public RunStatus run(SynchronizeRequest request) {
        TableMapping mapping = mapping(request);
        return work(open(mapping, request.startedBy(), kind(request)), mapping, request, null, new RunWatch() {});
    }

    /** Runs at once unless another run of the mapping's category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(SynchronizeRequest request, RunWatch watch) {
        TableMapping mapping = mapping(request);
        ReentrantLock lock = locks.of(mapping.category());
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            long run = open(mapping, request.startedBy(), kind(request));
            watch.opened(run);
            RunStatus end = work(run, mapping, request, null, watch);
            watch.ended(end);
            return Optional.of(end);
        } catch (RuntimeException | Error e) {
            watch.broke(e);
            throw e;
        } finally {
            lock.unlock();
            freed.accept(mapping.category());
        }
    }

    /** Does the work of a job at once unless another run of its category is under way; then it does nothing and answers empty. */
    Optional<RunStatus> tryRun(JobWork work, String startedBy, RunWatch watch) {
        String category = work.definition().category();
        ReentrantLock lock = locks.of(category);
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            long run = open(work, startedBy);
            watch.opened(run);
            return Optional.of(work(run, work, startedBy, watch));
        } finally {
            lock.unlock();
            freed.accept(category);
        }
    }

    /** Starts the work of a job in the background and tells how it comes along. */
    long start(JobWork work, String startedBy, RunWatch watch) {
        long run = open(work, startedBy);
        watch.opened(run);
        String category = work.definition().category();
        CompletableFuture<RunStatus> future = new CompletableFuture<>();
        inBackground.put(run, future);
        executor.execute(() -> {
            ReentrantLock lock = locks.of(category);
            lock.lock();
            try {
                future.complete(work(run, work, startedBy, watch));
            } finally {
                lock.unlock();
                freed.accept(category);
                inBackground.remove(run);
            }
        });
        return run;
    }

    private long open(JobWork work, String startedBy) {
        return engine.runs()
                .open(
                        engine.company().name(),
                        work.definition().mapping(),
                        work.kind(),
                        startedBy,
                        engine.clock().instant());
    }

    private RunStatus work(long run, JobWork work, String startedBy, RunWatch watch) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        List<JobLogRow> rows = List.of();
        watch.began();
        try {
            mayRun.run();
            rows = work.work(run, startedBy);
            status = rows.stream()
                    .map(JobLogRow::status)
                    .reduce(running.stopping() ? JobStatus.STOPPED : JobStatus.SUCCESS, JobStatus::and);
            message = rows.stream()
                    .map(JobLogRow::message)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("job {} could not come to its end", work.definition().name(), e);
            message = e.getMessage() == null ? e.toString() : e.getMessage();
        } finally {
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
        RunStatus end = new RunStatus(engine.runs().find(run).orElseThrow(), rows);
        watch.ended(end);
        return end;
    }

    /** Whether a run of the category is under way. */
    boolean busy(String category) {
        return locks.of(category).isLocked();
    }

    /** Runs a mapping in a given mode, as one line of a full synchronization. */
    RunStatus run(TableMapping mapping, PassMode mode, String startedBy) {
        SynchronizeRequest request = SynchronizeRequest.modified(mapping.id(), startedBy);
        return work(open(mapping, startedBy, mode.kind()), mapping, request, mode, new RunWatch() {});
    }

    /** Makes approved writes, pass after pass as one run, and returns when it is done. */
    public RunStatus run(String kind, List<ApprovedPass> approved, String startedBy) {
        List<String> ids =
                approved.stream().map(pass -> pass.mapping().id()).distinct().toList();
        long run = engine.runs()
                .open(
                        engine.company().name(),
                        ids.size() == 1 ? ids.get(0) : null,
                        kind,
                        startedBy,
                        engine.clock().instant());
        JobStatus status = JobStatus.SUCCESS;
        String message = null;
        try {
            for (ApprovedPass pass : approved) {
                JobLogRow row = approved(run, pass, startedBy);
                status = status.and(row.status());
                message = message == null ? row.message() : message;
            }
        } finally {
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
        return status(run).orElseThrow();
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
        CompletableFuture<RunStatus> future = new CompletableFuture<>();
        inBackground.put(run, future);
        executor.execute(() -> {
            ReentrantLock lock = locks.of(mapping.category());
            lock.lock();
            try {
                future.complete(other(run, work));
            } finally {
                lock.unlock();
                freed.accept(mapping.category());
                inBackground.remove(run);
            }
        });
        return run;
    }

    private RunStatus other(long run, Work work) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        try {
            work.work(run);
            status = engine.jobLog().ofRun(run).stream()
                    .map(JobLogRow::status)
                    .reduce(running.stopping() ? JobStatus.STOPPED : JobStatus.SUCCESS, JobStatus::and);
        } catch (RuntimeException e) {
            message = e.getMessage() == null ? e.toString() : e.getMessage();
        } finally {
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
        return status(run).orElseThrow();
    }

    private JobLogRow approved(long run, ApprovedPass approved, String startedBy) {
        ReentrantLock lock = locks.of(approved.mapping().category());
        lock.lock();
        try {
            return watched(started -> passes.run(
                    new PassRunner.Order(
                            approved.mapping(), approved.direction(), approved.mode(), approved.ids(), run, startedBy),
                    approved.approval(),
                    started));
        } finally {
            lock.unlock();
            freed.accept(approved.mapping().category());
        }
    }

    /** Does something with a mapping's records while no run of its category is under way. */
    public <T> T alone(TableMapping mapping, Supplier<T> work) {
        ReentrantLock lock = locks.of(mapping.category());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            freed.accept(mapping.category());
        }
    }

    /**
     * Synchronizes within a run of another job that is under way, as soon as no other run of the mapping's category is.
     *
     * @return the rows this adds to the job log
     */
    public List<JobLogRow> join(long run, SynchronizeRequest request) {
        int before = engine.jobLog().ofRun(run).size();
        alone(mapping(request), () -> {
            passes(run, request);
            return request;
        });
        List<JobLogRow> rows = engine.jobLog().ofRun(run);
        return rows.subList(Math.min(before, rows.size()), rows.size());
    }

    /** Passes that belong to a run that is under way with its category locked. */
    void passes(long run, SynchronizeRequest request) {
        TableMapping mapping = mapping(request);
        for (Direction direction : directions(mapping, request)) {
            if (!running.stopping()) {
                pass(run, mapping, direction, request, null);
            }
        }
    }

    /** Whether the process ends. */
    boolean stopping() {
        return running.stopping();
    }

    /** How a run stands. */
    public Optional<RunStatus> status(long run) {
        return engine.runs()
                .find(run)
                .map(row -> new RunStatus(row, engine.jobLog().ofRun(run)));
    }

    /** Waits for a run; answers how it stands when it is done or the time is up. */
    public RunStatus await(long run, Duration timeout) {
        CompletableFuture<RunStatus> future = inBackground.get(run);
        if (future != null) {
            try {
                future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // The row of the run says how it stands; there is nothing to add here.
                return status(run).orElseThrow();
            }
        }
        return status(run).orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
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

    private static String kind(SynchronizeRequest request) {
        return request.sweep() ? PassMode.SWEEP.kind() : "synchronization";
    }

    private long open(TableMapping mapping, String startedBy, String kind) {
        return engine.runs()
                .open(
                        engine.company().name(),
                        mapping.id(),
                        kind,
                        startedBy,
                        engine.clock().instant());
    }

    private RunStatus work(
            long run, TableMapping mapping, SynchronizeRequest request, @Nullable PassMode mode, RunWatch watch) {
        ReentrantLock lock = locks.of(mapping.category());
        JobStatus status = JobStatus.SUCCESS;
        String message = null;
        lock.lock();
        try {
            watch.began();
            String refusal = refusal();
            List<Direction> directions = refusal == null ? directions(mapping, request) : List.of();
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
                JobLogRow pass = pass(run, mapping, direction, request, mode);
                status = status.and(pass.status());
                message = message == null ? pass.message() : message;
            }
        } finally {
            engine.runs().close(run, engine.clock().instant(), status, message);
            lock.unlock();
            if (!lock.isHeldByCurrentThread()) {
                freed.accept(mapping.category());
            }
        }
        Runs.Run row = engine.runs().find(run).orElseThrow();
        return new RunStatus(row, engine.jobLog().ofRun(run));
    }

    private @Nullable String refusal() {
        try {
            mayRun.run();
            return null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static List<Direction> directions(TableMapping mapping, SynchronizeRequest request) {
        Direction chosen = request.direction();
        List<Direction> directions = new ArrayList<>();
        for (Direction direction : mapping.passes()) {
            boolean wanted = chosen == null || chosen.includes(direction);
            boolean named = !request.chosen()
                    || !(direction.source() == Side.BUSINESS_CENTRAL
                                    ? request.businessCentralIds()
                                    : request.dataverseIds())
                            .isEmpty();
            if (wanted && named) {
                directions.add(direction);
            }
        }
        return directions;
    }

    private JobLogRow pass(
            long run, TableMapping mapping, Direction direction, SynchronizeRequest request, @Nullable PassMode mode) {
        boolean creates = request.creates() == null ? !mapping.onlyCoupled() : request.creates();
        PassMode given = mode == null && request.sweep() ? PassMode.SWEEP : mode;
        PassMode chosenMode = given != null
                ? given
                : request.chosen() || request.force()
                        ? PassMode.chosenRecords(creates, request.force())
                        : PassMode.scheduled(!creates);
        List<String> ids =
                direction.source() == Side.BUSINESS_CENTRAL ? request.businessCentralIds() : request.dataverseIds();
        return watched(started -> passes.run(
                new PassRunner.Order(
                        mapping,
                        direction,
                        chosenMode,
                        ids,
                        run,
                        request.startedBy(),
                        request.confirmed(),
                        request.recheck()),
                started));
    }

    private JobLogRow watched(Function<Consumer<Pass>, JobLogRow> work) {
        AtomicReference<@Nullable Pass> started = new AtomicReference<>();
        try {
            return work.apply(pass -> {
                started.set(pass);
                running.started(pass);
            });
        } finally {
            Pass pass = started.get();
            if (pass != null) {
                listener.progress(running.last(pass));
                running.ended(pass);
            }
        }
    }
}
