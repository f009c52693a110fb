package io.koppel.job;

import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The job queue: one entry per scheduled mapping and per other job (sync-semantics.md §8). When an entry runs is the
 * {@link JobTimer}'s; whether it may, and what follows from how it went, is decided here.
 */
public final class JobQueue {
    /** Why the job of a disabled mapping is on hold. */
    public static final String DISABLED = "the mapping is disabled";

    private static final String SCHEDULE = "schedule";

    /** Should the word that a category is free get lost, a waiting job looks for itself. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Engine engine;
    private final Runner runner;
    private final JobTimer timer;
    private final KnownJobs jobs;
    private final BooleanSupplier held;

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
        this.held = held;
        this.jobs = new KnownJobs(engine, mappings, everyMapping);
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
        jobs.add(work);
    }

    /** The jobs that are not table mappings. */
    public List<JobWork> works() {
        return jobs.works();
    }

    /** All jobs: those of mappings first, in the order of the mappings. */
    public List<Standing> all() {
        return jobs.all().stream().map(this::standing).toList();
    }

    /** One job; empty if there is none of that name. */
    public Optional<Standing> find(String name) {
        return jobs.find(name).map(this::standing);
    }

    /**
     * Takes up what the last process left: jobs that are gone are forgotten, those it was running run again. To be called
     * before the timer starts.
     */
    public void resume() {
        jobs.forgetOthers();
        timer.jobs().stream().filter(name -> jobs.find(name).isEmpty()).forEach(timer::remove);
        jobs.all().forEach(this::resume);
    }

    /** A mapping's file was read anew while the timer runs: its job, which stood still meanwhile, goes on as its entry says. */
    public void reloaded(String name) {
        jobs.find(name)
                .filter(job -> entry(job).status() != QueueStatus.IN_PROCESS)
                .ifPresent(this::resume);
    }

    private void resume(JobDefinition job) {
        JobEntry entry = entry(job);
        switch (entry.status()) {
            case IN_PROCESS, WAITING -> {
                jobs.put(entry.in(QueueStatus.READY, entry.message(), now()));
                timer.at(job.name(), now());
            }
            case ON_HOLD -> {
                if (DISABLED.equals(entry.message()) && jobs.enabled(job)) {
                    jobs.put(entry.in(QueueStatus.READY, null, now()));
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
        JobDefinition job = jobs.find(name).orElse(null);
        if (job == null) {
            timer.remove(name);
            return;
        }
        JobEntry entry = entry(job);
        if (entry.status() == QueueStatus.ON_HOLD || entry.status() == QueueStatus.ERROR) {
            timer.never(name);
            return;
        }
        if (!jobs.enabled(job)) {
            hold(job, DISABLED);
            return;
        }
        if (held.getAsBoolean() || entry.status() == QueueStatus.IN_PROCESS) {
            return;
        }
        JobWork work = jobs.work(name);
        Optional<RunStatus> end = work == null
                ? runner.tryRun(SynchronizeRequest.modified(name, SCHEDULE), watch(job))
                : runner.tryRun(work, SCHEDULE, watch(job));
        if (end.isEmpty()) {
            jobs.put(entry(job).in(QueueStatus.WAITING, "another job of category " + job.category() + " runs", now()));
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
        JobWork work = jobs.work(job.name());
        return work == null
                ? runner.start(SynchronizeRequest.modified(job.name(), startedBy), watch(job))
                : runner.start(work, startedBy, watch(job));
    }

    /** Stops a job from running by itself; a run under way comes to its end. */
    public void hold(JobDefinition job, String why) {
        jobs.put(entry(job).in(QueueStatus.ON_HOLD, why, now()));
        timer.never(job.name());
    }

    /**
     * Makes a job ready again, whatever stopped it, and due now.
     *
     * @throws NotNow if its mapping is disabled
     */
    public void restart(JobDefinition job) {
        if (!jobs.enabled(job)) {
            throw new NotNow("mapping " + job.mapping() + " is disabled; enable it, and its job is ready again");
        }
        jobs.put(entry(job).attempted(0).in(QueueStatus.READY, null, now()));
        timer.at(job.name(), now());
    }

    /** Something that these jobs look at has changed: those that sleep or are not due soon are woken. */
    public List<String> wake(Predicate<JobDefinition> concerned) {
        List<String> woken = new ArrayList<>();
        for (JobDefinition job : jobs.all()) {
            if (job.wakeOnChange() && concerned.test(job)) {
                JobEntry entry = entry(job);
                JobRules.wake(entry.status(), timer.next(job.name()).orElse(null), now())
                        .ifPresent(when -> {
                            jobs.put(entry.in(QueueStatus.READY, "woken by a change", now()));
                            timer.at(job.name(), when);
                            woken.add(job.name());
                        });
            }
        }
        return woken;
    }

    /** The definition of a mapping's job, null where the mapping has no schedule. */
    public @Nullable JobDefinition of(TableMapping mapping) {
        return jobs.of(mapping);
    }

    private void free(String category) {
        for (JobDefinition job : jobs.all()) {
            if (job.category().equals(category) && entry(job).status() == QueueStatus.WAITING) {
                timer.at(job.name(), now());
            }
        }
    }

    private JobWatch watch(JobDefinition job) {
        return new JobWatch(jobs, timer, engine.runs(), job);
    }

    private JobEntry entry(JobDefinition job) {
        return jobs.entry(job);
    }

    private Standing standing(JobDefinition job) {
        JobEntry entry = entry(job);
        return new Standing(job, entry, timer.next(job.name()).orElse(null), held.getAsBoolean());
    }

    /** The queue's own time: that of the entries. */
    public Instant now() {
        return jobs.now();
    }
}
