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
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The full synchronization: one line per mapping, started in the order of their dependencies, resumed where a dead process
 * left it (sync-semantics.md §11).
 */
public final class FullSynchronization {
    private final Engine engine;
    private final Runner runner;
    private final FullLines lines;
    private final Supplier<List<TableMapping>> mappings;
    private final Executor executor;
    private final AtomicBoolean running = new AtomicBoolean();

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
        if (all.stream().allMatch(line -> line.status() == LineStatus.FINISHED)) {
            return State.FINISHED;
        }
        return all.stream().anyMatch(line -> line.status() == LineStatus.ERROR) ? State.FAILED : State.PLANNED;
    }

    /**
     * Makes the plan from the mappings, or brings it up to date: lines that were not started are made anew, started ones are
     * left alone.
     */
    public List<FullLine> plan(FullAction action) {
        Map<String, FullLine> old = new HashMap<>();
        lines.all().forEach(line -> old.put(line.mapping(), line));
        Map<String, TableMapping> enabled = new LinkedHashMap<>();
        for (TableMapping mapping : DependencyOrder.of(mappings.get())) {
            if (mapping.enabled() && !mapping.isLines()) {
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
                lines.put(new FullLine(
                        mapping.id(),
                        position,
                        action,
                        dependsOn,
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

    /** Forgets the plan, so that the next start is a new one. */
    public void reset() {
        lines.all().forEach(line -> lines.delete(line.mapping()));
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
            if (!before.isEmpty() && before.stream().allMatch(line -> line.status() == LineStatus.FINISHED)) {
                reset();
            }
            restartFailed();
            plan(action);
            Optional<FullLine> next = next();
            while (next.isPresent() && run(next.get(), startedBy)) {
                next = next();
            }
        } finally {
            running.set(false);
        }
    }

    /** The first line that is not finished and whose dependencies are; one a dead process left in process is taken up again. */
    private Optional<FullLine> next() {
        List<FullLine> all = lines.all();
        Map<String, LineStatus> states = new HashMap<>();
        all.forEach(line -> states.put(line.mapping(), line.status()));
        return all.stream()
                .filter(line -> line.status() == LineStatus.BLANK || line.status() == LineStatus.IN_PROCESS)
                .filter(line -> line.dependsOn().stream()
                        .allMatch(other -> states.getOrDefault(other, LineStatus.FINISHED) == LineStatus.FINISHED))
                .findFirst();
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
                status,
                toStatus,
                fromStatus,
                run,
                starts || line.started() == null ? engine.clock().instant() : line.started(),
                starts ? null : engine.clock().instant(),
                message);
    }
}
