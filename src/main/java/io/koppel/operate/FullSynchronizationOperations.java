package io.koppel.operate;

import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullSynchronization;
import io.koppel.job.FullSynchronization.State;
import io.koppel.journal.Counters;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Planning, running and following a full synchronization. */
public final class FullSynchronizationOperations {
    private static final long NONE = 0;

    private final FullSynchronization plan;
    private final String company;
    private final Runs runs;
    private final JobLog jobLog;
    private final Executor executor;
    private final Clock clock;
    /** The run in progress or the last one; guarded by this, so that two callers cannot start two. */
    private Standing standing = new Standing(NONE, false);

    private record Standing(long run, boolean running) {}

    /** @param executor where it is carried out */
    public FullSynchronizationOperations(
            FullSynchronization plan, Database database, String company, Executor executor, Clock clock) {
        this.plan = plan;
        this.company = company;
        this.runs = new Runs(database);
        this.jobLog = new JobLog(database);
        this.executor = executor;
        this.clock = clock;
    }

    /** What a person asks for. @param action full, couple or couple-and-create; null for the last */
    public record StartCommand(@Nullable String action) {}

    /** How it stands. */
    public FullSynchronizationView status() {
        Standing now = standing();
        FullSynchronization.Status status = plan.status();
        List<FullSynchronizationView.Line> lines =
                status.lines().stream().map(this::line).toList();
        Counters all = lines.stream()
                .flatMap(line -> line.passes().stream())
                .map(RunView.PassView::counters)
                .reduce(Counters.ZERO, Counters::plus);
        State state = now.running() ? State.RUNNING : status.state();
        return new FullSynchronizationView(
                state.name().toLowerCase(Locale.ROOT), now.run() == NONE ? null : now.run(), all, lines);
    }

    /**
     * Starts a full synchronization, or goes on with an unfinished one.
     *
     * @return number of its run
     * @throws OperationException if one is running already, or the action is unknown
     */
    public long start(StartCommand command, String startedBy) {
        FullAction action = action(command.action());
        long run = claim(startedBy);
        executor.execute(() -> carryOut(run, action, startedBy));
        return run;
    }

    private synchronized long claim(String startedBy) {
        if (standing.running()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT, "a full synchronization is running; wait until it is finished");
        }
        long run = runs.open(company, null, "full-synchronization", startedBy, clock.instant());
        standing = new Standing(run, true);
        return run;
    }

    private synchronized Standing standing() {
        return standing;
    }

    private synchronized void stands(Standing now) {
        standing = now;
    }

    private void carryOut(long run, FullAction action, String startedBy) {
        JobStatus end = JobStatus.ERROR;
        String message = null;
        try {
            plan.restartFailed();
            State state = plan.run(action, startedBy).state();
            boolean recordsFailed = status().counters().failed() > 0;
            end = state == State.FINISHED
                    ? recordsFailed ? JobStatus.RECORDS_FAILED : JobStatus.SUCCESS
                    : state == State.FAILED ? JobStatus.ERROR : JobStatus.STOPPED;
        } catch (RuntimeException e) {
            message = e.getMessage();
            throw e;
        } finally {
            runs.close(run, clock.instant(), end, message);
            stands(new Standing(run, false));
        }
    }

    private static FullAction action(@Nullable String word) {
        try {
            return word == null ? FullAction.COUPLE_AND_CREATE : FullAction.of(word.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private FullSynchronizationView.Line line(FullLine line) {
        Long run = line.run();
        return new FullSynchronizationView.Line(
                line.mapping(),
                line.action().key(),
                line.dependsOn(),
                line.status().text(),
                line.toStatus(),
                line.fromStatus(),
                run,
                line.started(),
                line.finished(),
                line.message(),
                run == null
                        ? List.of()
                        : jobLog.ofRun(run).stream().map(RunView.PassView::of).toList());
    }
}
