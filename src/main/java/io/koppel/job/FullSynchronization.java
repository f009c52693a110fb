package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The full synchronization: one line per mapping, started in the order of their dependencies, resumed where a dead process
 * left it (sync-semantics.md §11). One runs at a time, and while it does nobody changes the plan.
 */
public final class FullSynchronization {
    private final Runner runner;
    private final FullLines lines;
    private final FullPlanning planning;
    private final FullLineRuns runs;
    private final Executor executor;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param mappings the mappings as they are loaded right now */
    public FullSynchronization(Engine engine, Runner runner, Supplier<List<TableMapping>> mappings, Executor executor) {
        this.runner = runner;
        this.executor = executor;
        this.lines = new FullLines(engine.database(), engine.company().name());
        this.planning = new FullPlanning(engine, lines, mappings);
        this.runs = new FullLineRuns(engine, runner, lines, executor);
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
        if (done(all)) {
            return State.FINISHED;
        }
        return all.stream().anyMatch(line -> line.status() == LineStatus.ERROR) ? State.FAILED : State.PLANNED;
    }

    private static boolean done(List<FullLine> all) {
        return all.stream().allMatch(line -> line.status().done());
    }

    /** How the passes that run now come along. */
    public List<Progress> progress() {
        return runner.progress();
    }

    /**
     * Makes the plan from the mappings, or brings it up to date: lines that were not started are made anew, started ones are
     * left alone.
     */
    public List<FullLine> plan(FullAction action) {
        return planning.plan(action);
    }

    /**
     * Makes the plan, or brings it up to date, with what is recommended for each line that was not started.
     *
     * @throws IllegalStateException if one is running
     */
    public List<FullLine> recommend() {
        refuseWhileRunning();
        return planning.recommend();
    }

    /**
     * Says what a line that was not started is to do.
     *
     * @throws IllegalStateException if one is running, or the line was started
     * @throws IllegalArgumentException if there is no such line
     */
    public void choose(String mapping, FullAction action) {
        refuseWhileRunning();
        planning.choose(mapping, action);
    }

    /**
     * Tries one line again that ended in error, and what waited for it; other lines in error stay as they are.
     *
     * @throws IllegalStateException if one is running, or the line did not end in error
     * @throws IllegalArgumentException if there is no such line
     */
    public Status restart(String mapping, String startedBy) {
        claim();
        try {
            planning.restart(mapping);
            runs.run(startedBy);
        } finally {
            running.set(false);
        }
        return status();
    }

    /**
     * Forgets the plan, so that the next start is a new one.
     *
     * @throws IllegalStateException if one is running
     */
    public void reset() {
        refuseWhileRunning();
        planning.forget();
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
            if (!before.isEmpty() && done(before)) {
                planning.forget();
            }
            planning.restartFailed();
            planning.plan(action);
            runs.run(startedBy);
        } finally {
            running.set(false);
        }
    }
}
