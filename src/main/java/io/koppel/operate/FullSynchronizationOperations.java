package io.koppel.operate;

import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullSynchronization;
import io.koppel.job.FullSynchronization.State;
import io.koppel.journal.Counters;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import io.koppel.mapping.TableMapping;
import io.koppel.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Planning, running and following a full synchronization. */
public final class FullSynchronizationOperations {
    private static final long NONE = 0;

    private final FullSynchronization plan;
    private final Mappings mappings;
    private final Consumer<String> createNew;
    private final Supplier<List<FullSynchronizationView.Requests>> requests;
    private final String company;
    private final Runs runs;
    private final FullSynchronizationLines lines;
    private final Executor executor;
    private final Clock clock;
    /** The run in progress or the last one; guarded by this, so that two callers cannot start two. */
    private Standing standing = new Standing(NONE, false);

    private record Standing(long run, boolean running) {}

    /** Asks and sets what lies outside the plan. */
    public interface Surroundings {
        /** Lets the job of a mapping create records. */
        void createNew(String mapping);

        /** What was asked of each service. */
        List<FullSynchronizationView.Requests> requests();
    }

    /** @param executor where it is carried out */
    public FullSynchronizationOperations(
            FullSynchronization plan,
            Mappings mappings,
            Surroundings surroundings,
            Database database,
            String company,
            Executor executor,
            Clock clock) {
        this.plan = plan;
        this.mappings = mappings;
        this.createNew = surroundings::createNew;
        this.requests = surroundings::requests;
        this.company = company;
        this.runs = new Runs(database);
        this.lines = new FullSynchronizationLines(plan, new JobLog(database));
        this.executor = executor;
        this.clock = clock;
    }

    /** What a person asks for. @param action full, couple or couple-and-create; null for the last */
    public record StartCommand(@Nullable String action) {}

    /** How it stands. */
    public FullSynchronizationView status() {
        Standing now = standing();
        FullSynchronization.Status status = plan.status();
        List<FullSynchronizationView.Line> shown =
                status.lines().stream().map(lines::show).toList();
        Counters all = shown.stream()
                .flatMap(line -> line.passes().stream())
                .map(RunView.PassView::counters)
                .reduce(Counters.ZERO, Counters::plus);
        State state = now.running() ? State.RUNNING : status.state();
        return new FullSynchronizationView(
                state.name().toLowerCase(Locale.ROOT),
                now.run() == NONE ? null : now.run(),
                all,
                shown,
                requests.get(),
                state == State.FINISHED ? question(shown) : List.of());
    }

    /** Mappings that were synchronized in full and whose jobs still leave uncoupled records alone. */
    private List<String> question(List<FullSynchronizationView.Line> shown) {
        List<String> creating = shown.stream()
                .filter(line -> !line.action().equals(FullAction.COUPLE.key()))
                .map(FullSynchronizationView.Line::mapping)
                .toList();
        return mappings.all().stream()
                .filter(mapping -> mapping.onlyCoupled() && creating.contains(mapping.id()))
                .map(TableMapping::id)
                .toList();
    }

    /** @param createNew whether the jobs of the mappings in question may create records @param mappings null for all of them */
    public record AnswerCommand(boolean createNew, @Nullable List<String> mappings) {}

    /** Answers the question that a finished full synchronization leaves. */
    public FullSynchronizationView answer(AnswerCommand command) {
        List<String> asked = status().question();
        List<String> named = command.mappings();
        for (String mapping : named == null ? asked : named) {
            if (command.createNew()) {
                createNew.accept(mappings.require(mapping).id());
            }
        }
        return status();
    }

    /** Makes the plan, or brings it up to date, with what is recommended. */
    public FullSynchronizationView recommend() {
        return carefully(plan::recommend);
    }

    /** Says what a line is to do. */
    public FullSynchronizationView choose(String mapping, StartCommand command) {
        FullAction action = action(command.action());
        return carefully(() -> plan.choose(mapping.toUpperCase(Locale.ROOT), action));
    }

    /** Forgets the plan. */
    public FullSynchronizationView reset() {
        return carefully(plan::reset);
    }

    private FullSynchronizationView carefully(Runnable act) {
        if (standing().running()) {
            throw conflict("a full synchronization is running; wait until it is finished");
        }
        try {
            act.run();
        } catch (IllegalStateException e) {
            throw conflict(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw OperationException.notFound(String.valueOf(e.getMessage()));
        }
        return status();
    }

    private static OperationException conflict(String message) {
        return new OperationException(OperationException.Reason.CONFLICT, message);
    }

    /** @param mapping of the line that is tried again; null for all that ended in error */
    public record RestartCommand(@Nullable String mapping) {}

    /**
     * Tries again what ended in error, and goes on with what waited for it.
     *
     * @return number of the run
     * @throws OperationException if nothing ended in error, or the line named did not
     */
    public long restart(RestartCommand command, String startedBy) {
        List<String> failed = plan.status().lines().stream()
                .filter(line -> line.status() == FullLine.LineStatus.ERROR)
                .map(FullLine::mapping)
                .toList();
        if (failed.isEmpty()) {
            throw conflict("no line ended in error; start the full synchronization instead");
        }
        if (command.mapping() == null) {
            return start(new StartCommand(null), startedBy);
        }
        String mapping = command.mapping().toUpperCase(Locale.ROOT);
        if (!failed.contains(mapping)) {
            throw conflict("line " + mapping + " did not end in error; these did: " + String.join(", ", failed));
        }
        long run = claim(startedBy);
        executor.execute(() -> carryOut(run, () -> plan.restart(mapping, startedBy)));
        return run;
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
        executor.execute(() -> carryOut(run, () -> plan.run(action, startedBy)));
        return run;
    }

    private synchronized long claim(String startedBy) {
        if (standing.running()) {
            throw conflict("a full synchronization is running; wait until it is finished");
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

    private void carryOut(long run, Supplier<FullSynchronization.Status> work) {
        JobStatus end = JobStatus.ERROR;
        String message = null;
        try {
            State state = work.get().state();
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
}
