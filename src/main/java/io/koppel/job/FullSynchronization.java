package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The full synchronization: one line per mapping, started in the order of their dependencies, resumed where a dead process
 * left it (sync-semantics.md §11).
 */
public final class FullSynchronization {
    /** More at a time would not be faster: all share the services' limits. */
    private static final int SIDE_BY_SIDE = 3;

    private final Engine engine;
    private final Runner runner;
    private final FullLines lines;
    private final Supplier<List<TableMapping>> mappings;
    private final Executor executor;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile FullAction lastAction = FullAction.COUPLE_AND_CREATE;

    /** @param mappings the mappings as they are loaded right now */
    public FullSynchronization(Engine engine, Runner runner, Supplier<List<TableMapping>> mappings, Executor executor) {
        this.engine = engine;
        this.runner = runner;
        this.mappings = mappings;
        this.executor = executor;
        this.lines = new FullLines(engine.database(), engine.company().name());
    }

    /** How the whole stands. */
    public enum State {
        NONE,
        PLANNED,
        RUNNING,
        FINISHED,
        FAILED
    }

    /** The plan and its state. */
    public record Status(State state, List<FullLine> lines) {}

    /** How it stands. */
    public Status status() {
        List<FullLine> all = lines.all();
        return new Status(state(all), all);
    }

    private State state(List<FullLine> all) {
        if (running.get()) {
            return State.RUNNING;
        }
        if (all.isEmpty()) {
            return State.NONE;
        }
        if (all.stream().allMatch(line -> line.status().done())) {
            return State.FINISHED;
        }
        return all.stream().anyMatch(line -> line.status() == LineStatus.ERROR) ? State.FAILED : State.PLANNED;
    }

    /**
     * Makes the plan from the mappings, or brings it up to date: lines that were not started are made anew, started ones are
     * left alone.
     */
    public List<FullLine> plan(FullAction action) {
        FullAction standard = lastAction;
        lastAction = action;
        Map<String, FullLine> old = new HashMap<>();
        lines.all().forEach(line -> old.put(line.mapping(), line));
        Map<String, TableMapping> enabled = new LinkedHashMap<>();
        for (TableMapping mapping : DependencyOrder.of(mappings.get())) {
            if (mapping.isInPlan()) {
                enabled.put(mapping.id(), mapping);
            }
        }
        int position = 0;
        for (TableMapping mapping : enabled.values()) {
            position++;
            FullLine started = old.remove(mapping.id());
            if (started == null || started.status() == LineStatus.BLANK) {
                List<String> dependsOn =
                        mapping.after().stream().filter(enabled::containsKey).toList();
                // What somebody has recommended or switched is kept until the line was run.
                boolean kept = started != null && (started.recommended() != null || started.action() != standard);
                lines.put(new FullLine(
                        mapping.id(),
                        position,
                        kept ? started.action() : action,
                        dependsOn,
                        started == null ? null : started.recommended(),
                        LineStatus.BLANK,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        old.values().stream()
                .filter(line -> line.status() == LineStatus.BLANK)
                .forEach(line -> lines.delete(line.mapping()));
        return lines.all();
    }

    /**
     * Makes the plan, or brings it up to date, with what is recommended for each line that was not started.
     *
     * @throws IllegalStateException if one is running
     */
    public List<FullLine> recommend() {
        refuseWhileRunning();
        plan(lastAction);
        FullCounts counts = new FullCounts(engine);
        for (FullLine line : lines.all()) {
            TableMapping mapping = engine.mappings().apply(line.mapping());
            if (mapping != null && line.status() == LineStatus.BLANK) {
                lines.put(line.recommended(counts.recommend(mapping)));
            }
        }
        return lines.all();
    }

    /**
     * Says what a line that was not started is to do.
     *
     * @throws IllegalStateException if one is running, or the line was started
     * @throws IllegalArgumentException if there is no such line
     */
    public void choose(String mapping, FullAction action) {
        refuseWhileRunning();
        FullLine line = line(mapping);
        if (line.status() != LineStatus.BLANK) {
            throw new IllegalStateException(
                    "line " + mapping + " is " + line.status().text() + "; reset the plan first");
        }
        lines.put(line.chosen(action));
    }

    private FullLine line(String mapping) {
        return lines.all().stream()
                .filter(each -> each.mapping().equals(mapping))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plan has no line '" + mapping + "'; make it with koppel full-sync --recommend"));
    }

    /**
     * Forgets the plan, so that the next start is a new one.
     *
     * @throws IllegalStateException if one is running
     */
    public void reset() {
        refuseWhileRunning();
        forget();
    }

    private void forget() {
        lines.all().forEach(line -> lines.delete(line.mapping()));
    }

    private void refuseWhileRunning() {
        if (running.get()) {
            throw new IllegalStateException("a full synchronization is running; wait until it is finished");
        }
    }

    /**
     * Starts in the background: a new full synchronization if the last one is finished, otherwise what is left of it.
     *
     * @throws IllegalStateException if one is running
     */
    public void start(FullAction action, String startedBy) {
        claim();
        executor.execute(() -> work(action, startedBy));
    }

    /** Runs and returns when it has come to its end. */
    public Status run(FullAction action, String startedBy) {
        claim();
        work(action, startedBy);
        return status();
    }

    private void claim() {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("a full synchronization is running; wait until it is finished");
        }
    }

    private void work(FullAction action, String startedBy) {
        try {
            List<FullLine> before = lines.all();
            if (!before.isEmpty()
                    && before.stream().allMatch(line -> line.status().done())) {
                forget();
            }
            restartFailed();
            plan(action);
            runLines(startedBy);
        } finally {
            running.set(false);
        }
    }

    /** Lines that wait for nothing run side by side; whenever one ends, those that waited for it follow. */
    private void runLines(String startedBy) {
        Map<String, CompletableFuture<Boolean>> underWay = new LinkedHashMap<>();
        boolean goOn = true;
        while (goOn) {
            for (FullLine line : FullPlan.startable(lines.all(), underWay.keySet())) {
                if (underWay.size() < SIDE_BY_SIDE) {
                    underWay.put(line.mapping(), CompletableFuture.supplyAsync(() -> run(line, startedBy), executor));
                }
            }
            goOn = !underWay.isEmpty() && ended(underWay);
        }
        underWay.values().forEach(CompletableFuture::join);
    }

    /** Waits for a line to end; answers false when the run was stopped. */
    private static boolean ended(Map<String, CompletableFuture<Boolean>> underWay) {
        CompletableFuture.anyOf(underWay.values().toArray(CompletableFuture[]::new))
                .join();
        boolean goOn = true;
        for (Map.Entry<String, CompletableFuture<Boolean>> line : List.copyOf(underWay.entrySet())) {
            if (line.getValue().isDone()) {
                underWay.remove(line.getKey());
                goOn &= line.getValue().join();
            }
        }
        return goOn;
    }

    /** Tries lines again that ended in error. */
    public void restartFailed() {
        for (FullLine line : lines.all()) {
            if (line.status() == LineStatus.ERROR) {
                lines.put(with(line, LineStatus.BLANK, null, null, line.run(), null));
            }
        }
    }

    /** Answers false when the run was stopped: then the line stays in process, to be taken up again. */
    private boolean run(FullLine line, String startedBy) {
        TableMapping mapping = engine.mappings().apply(line.mapping());
        if (mapping == null) {
            lines.delete(line.mapping());
            return true;
        }
        if (line.action() == FullAction.NONE) {
            lines.put(with(line, LineStatus.NO_RECORDS, null, null, null, null));
            return true;
        }
        lines.put(with(line, LineStatus.IN_PROCESS, null, null, null, null));
        RunStatus status = runner.run(mapping, line.action().mode(), startedBy);
        if (status.run().status() == JobStatus.STOPPED) {
            return false;
        }
        LineStatus end = status.run().status() == JobStatus.ERROR ? LineStatus.ERROR : LineStatus.FINISHED;
        lines.put(with(
                line,
                end,
                pass(status, Direction.TO_DATAVERSE),
                pass(status, Direction.FROM_DATAVERSE),
                status.run().id(),
                status.run().message()));
        return true;
    }

    /** How the passes that run now come along. */
    public List<Progress> progress() {
        return runner.progress();
    }

    private static @Nullable String pass(RunStatus status, Direction direction) {
        return status.passes().stream()
                .filter(pass -> pass.direction().equals(direction.key()))
                .map(JobLogRow::status)
                .map(JobStatus::text)
                .findFirst()
                .orElse(null);
    }

    private FullLine with(
            FullLine line,
            LineStatus status,
            @Nullable String toStatus,
            @Nullable String fromStatus,
            @Nullable Long run,
            @Nullable String message) {
        boolean starts = status == LineStatus.IN_PROCESS;
        return new FullLine(
                line.mapping(),
                line.position(),
                line.action(),
                line.dependsOn(),
                line.recommended(),
                status,
                toStatus,
                fromStatus,
                run,
                starts || line.started() == null ? engine.clock().instant() : line.started(),
                starts ? null : engine.clock().instant(),
                message);
    }
}
