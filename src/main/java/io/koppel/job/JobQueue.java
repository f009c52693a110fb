package io.koppel.job;

import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job queue: one entry per scheduled mapping and per other job (sync-semantics.md §8). When an entry runs is the
 * {@link JobTimer}'s; whether it may, and what follows from how it went, is decided here.
 */
public final class JobQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    /** Why the job of a disabled mapping is on hold. */
    public static final String DISABLED = "the mapping is disabled";

    private static final String SCHEDULE = "schedule";

    /** Should the word that a category is free get lost, a waiting job looks for itself. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Engine engine;
    private final Runner runner;
    private final JobTimer timer;
    private final JobEntries entries;
    private final Supplier<List<TableMapping>> mappings;
    private final BooleanSupplier held;
    private final Duration everyMapping;
    private final Map<String, JobWork> works = new ConcurrentHashMap<>();

    /**
     * @param mappings the mappings as they are loaded right now
     * @param held whether all jobs are held, as while a full synchronization runs (sync-semantics.md §11)
     * @param everyMapping stands for every mapping's own interval; zero for none
     */
    public JobQueue(
            Engine engine,
            Runner runner,
            JobTimer timer,
            Supplier<List<TableMapping>> mappings,
            BooleanSupplier held,
            Duration everyMapping) {
        this.engine = engine;
        this.runner = runner;
        this.timer = timer;
        this.mappings = mappings;
        this.held = held;
        this.everyMapping = everyMapping;
        this.entries = new JobEntries(engine.database(), engine.company().name());
        runner.whenFree(this::free);
    }

    /**
     * A job as it stands.
     *
     * @param next when it runs again, null if not by itself
     * @param held whether it waits for a full synchronization to end
     */
    public record Standing(JobDefinition job, JobEntry entry, @Nullable Instant next, boolean held) {}

    /** A wish that does not fit how a job stands. */
    public static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow(String message) {
            super(message);
        }
    }

    /** Adds a job that is not a table mapping. */
    public void add(JobWork work) {
        works.put(work.definition().name(), work);
    }

    /** The jobs that are not table mappings. */
    public List<JobWork> works() {
        return List.copyOf(works.values());
    }

    /** All jobs: those of mappings first, in the order of the mappings. */
    public List<Standing> all() {
        return definitions().values().stream().map(this::standing).toList();
    }

    /** One job; empty if there is none of that name. */
    public Optional<Standing> find(String name) {
        return Optional.ofNullable(definitions().get(name)).map(this::standing);
    }

    /**
     * Takes up what the last process left: jobs that are gone are forgotten, those it was running run again. To be called
     * before the timer starts.
     */
    public void resume() {
        Map<String, JobDefinition> known = definitions();
        for (JobEntry entry : entries.all()) {
            if (!known.containsKey(entry.job())) {
                entries.delete(entry.job());
            }
        }
        for (String name : timer.jobs()) {
            if (!known.containsKey(name)) {
                timer.remove(name);
            }
        }
        known.values().forEach(this::resume);
    }

    /** A mapping's file was read anew while the timer runs: its job, which stood still meanwhile, goes on as its entry says. */
    public void reloaded(String name) {
        JobDefinition job = definitions().get(name);
        if (job != null && entry(job).status() != QueueStatus.IN_PROCESS) {
            resume(job);
        }
    }

    private void resume(JobDefinition job) {
        JobEntry entry = entry(job);
        switch (entry.status()) {
            case IN_PROCESS, WAITING -> {
                entries.put(entry.in(QueueStatus.READY, entry.message(), now()));
                timer.at(job.name(), now());
            }
            case ON_HOLD -> {
                if (DISABLED.equals(entry.message()) && enabled(job)) {
                    entries.put(entry.in(QueueStatus.READY, null, now()));
                    timer.at(job.name(), now());
                } else {
                    timer.never(job.name());
                }
            }
            case ERROR, FINISHED -> timer.never(job.name());
            case ASLEEP -> {
                Duration timeout = job.inactivityTimeout();
                if (timeout == null || !timeout.isZero()) {
                    timer.resume(job.name());
                }
            }
            case READY -> timer.resume(job.name());
        }
    }

    /** What the {@code quartz:} routes call: the job is due. */
    public void run(String name) {
        JobDefinition job = definitions().get(name);
        if (job == null) {
            timer.remove(name);
            return;
        }
        JobEntry entry = entry(job);
        if (entry.status() == QueueStatus.ON_HOLD || entry.status() == QueueStatus.ERROR) {
            timer.never(name);
            return;
        }
        if (!enabled(job)) {
            hold(job, DISABLED);
            return;
        }
        if (held.getAsBoolean() || entry.status() == QueueStatus.IN_PROCESS) {
            return;
        }
        JobWork work = works.get(name);
        Optional<RunStatus> end = work == null
                ? runner.tryRun(SynchronizeRequest.modified(name, SCHEDULE), new Watch(job))
                : runner.tryRun(work, SCHEDULE, new Watch(job));
        if (end.isEmpty()) {
            entries.put(
                    entry(job).in(QueueStatus.WAITING, "another job of category " + job.category() + " runs", now()));
            timer.at(name, runner.busy(job.category()) ? now().plus(LOOK_AGAIN) : now());
        }
    }

    /**
     * Runs a job now, in the background, whatever its next time.
     *
     * @return number of the run
     * @throws NotNow if it runs already
     */
    public long start(JobDefinition job, String startedBy) {
        JobEntry entry = entry(job);
        if (entry.status() == QueueStatus.IN_PROCESS) {
            throw new NotNow("job " + job.name() + " is running; wait until run " + entry.run() + " has ended");
        }
        if (held.getAsBoolean()) {
            throw new NotNow("a full synchronization is running and holds all jobs; wait until it has ended");
        }
        JobWork work = works.get(job.name());
        return work == null
                ? runner.start(SynchronizeRequest.modified(job.name(), startedBy), new Watch(job))
                : runner.start(work, startedBy, new Watch(job));
    }

    /** Stops a job from running by itself; a run under way comes to its end. */
    public void hold(JobDefinition job, String why) {
        entries.put(entry(job).in(QueueStatus.ON_HOLD, why, now()));
        timer.never(job.name());
    }

    /**
     * Makes a job ready again, whatever stopped it, and due now.
     *
     * @throws NotNow if its mapping is disabled
     */
    public void restart(JobDefinition job) {
        if (!enabled(job)) {
            throw new NotNow("mapping " + job.mapping() + " is disabled; enable it, and its job is ready again");
        }
        entries.put(entry(job).attempted(0).in(QueueStatus.READY, null, now()));
        timer.at(job.name(), now());
    }

    /** Something that these jobs look at has changed: those that sleep or are not due soon are woken. */
    public List<String> wake(Predicate<JobDefinition> concerned) {
        List<String> woken = new ArrayList<>();
        for (JobDefinition job : definitions().values()) {
            if (concerned.test(job)) {
                JobEntry entry = entry(job);
                JobRules.wake(entry.status(), timer.next(job.name()).orElse(null), now())
                        .ifPresent(when -> {
                            entries.put(entry.in(QueueStatus.READY, "woken by a change", now()));
                            timer.at(job.name(), when);
                            woken.add(job.name());
                        });
            }
        }
        return woken;
    }

    /** The definition of a mapping's job, null where the mapping has no schedule. */
    public @Nullable JobDefinition of(TableMapping mapping) {
        return JobDefinition.of(mapping, everyMapping);
    }

    /** Keeps the entry of a job in step with its run. */
    private final class Watch implements RunWatch {
        private final JobDefinition job;

        Watch(JobDefinition job) {
            this.job = job;
        }

        @Override
        public void opened(long run) {
            JobEntry entry = entry(job);
            engine.runs().belongsTo(run, job.name());
            if (entry.status().runsByItself()) {
                entries.put(entry.ran(run).in(QueueStatus.WAITING, null, now()));
            } else {
                entries.put(entry.ran(run));
            }
        }

        @Override
        public void began() {
            JobEntry entry = entry(job);
            if (entry.status() != QueueStatus.ON_HOLD) {
                entries.put(entry.in(QueueStatus.IN_PROCESS, null, now()));
            }
        }

        @Override
        public void ended(RunStatus end) {
            settle(job, end);
        }

        @Override
        public void broke(Throwable cause) {
            JobEntry entry = entry(job);
            if (entry.status() != QueueStatus.ON_HOLD) {
                follow(job, entry, JobRules.afterFailure(job.kind(), entry.attempts(), now()), cause.toString());
            }
        }
    }

    private void settle(JobDefinition job, RunStatus end) {
        JobEntry entry = entry(job);
        JobStatus how = end.run().status();
        if (entry.status() == QueueStatus.ON_HOLD) {
            return;
        }
        if (how == JobStatus.STOPPED) {
            // The process ends: the next one runs it again (see resume), and the timer may be closed already.
            return;
        }
        String message = end.run().message();
        JobRules.Next next =
                switch (how) {
                    case ERROR -> JobRules.afterFailure(job.kind(), entry.attempts(), now());
                    case NEEDS_CONFIRMATION -> JobRules.afterRefusal(job, entry.attempts(), now());
                    default ->
                        JobRules.afterRun(job, end.counters(), !end.passes().isEmpty(), now());
                };
        follow(job, entry, next, how == JobStatus.SUCCESS ? null : message);
    }

    private void follow(JobDefinition job, JobEntry entry, JobRules.Next next, @Nullable String message) {
        entries.put(entry.attempted(next.attempts()).in(next.status(), message, now()));
        Instant when = next.next();
        if (when == null) {
            timer.never(job.name());
        } else {
            timer.at(job.name(), when);
        }
        if (next.status() == QueueStatus.ERROR) {
            LOG.error(
                    "job {} stopped after {} failed attempts: {}; restart it with koppel jobs restart {}",
                    job.name(),
                    next.attempts(),
                    message,
                    job.name());
        }
    }

    private void free(String category) {
        for (JobDefinition job : definitions().values()) {
            if (job.category().equals(category) && entry(job).status() == QueueStatus.WAITING) {
                timer.at(job.name(), now());
            }
        }
    }

    private Standing standing(JobDefinition job) {
        JobEntry entry = entry(job);
        return new Standing(job, entry, timer.next(job.name()).orElse(null), held.getAsBoolean());
    }

    private Map<String, JobDefinition> definitions() {
        Map<String, JobDefinition> found = new LinkedHashMap<>();
        for (TableMapping mapping : mappings.get()) {
            JobDefinition job = JobDefinition.of(mapping, everyMapping);
            if (job != null) {
                found.put(job.name(), job);
            }
        }
        works.values().forEach(work -> found.put(work.definition().name(), work.definition()));
        return found;
    }

    /** A disabled mapping's job is on hold from the start. */
    private JobEntry entry(JobDefinition job) {
        return entries.find(job.name()).orElseGet(() -> {
            JobEntry fresh = JobEntry.fresh(job.name(), now());
            return enabled(job) ? fresh : fresh.in(QueueStatus.ON_HOLD, DISABLED, now());
        });
    }

    private boolean enabled(JobDefinition job) {
        String mapping = job.mapping();
        TableMapping declared = mapping == null ? null : engine.mappings().apply(mapping);
        return declared == null || declared.enabled();
    }

    /** The queue's own time: that of the entries. */
    public Instant now() {
        return engine.clock().instant();
    }
}
