package io.koppel.job;

import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the entry of a job in step with its run, and sets its next time by how the run went (sync-semantics.md §8). */
final class JobWatch implements RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

    private final KnownJobs jobs;
    private final JobTimer timer;
    private final Runs runs;
    private final JobDefinition job;

    JobWatch(KnownJobs jobs, JobTimer timer, Runs runs, JobDefinition job) {
        this.jobs = jobs;
        this.timer = timer;
        this.runs = runs;
        this.job = job;
    }

    @Override
    public void opened(long run) {
        JobEntry entry = jobs.entry(job).ran(run);
        runs.belongsTo(run, job.name());
        jobs.put(entry.status().runsByItself() ? entry.in(QueueStatus.WAITING, null, jobs.now()) : entry);
    }

    @Override
    public void began() {
        JobEntry entry = jobs.entry(job);
        if (entry.status() != QueueStatus.ON_HOLD) {
            jobs.put(entry.in(QueueStatus.IN_PROCESS, null, jobs.now()));
        }
    }

    @Override
    public void ended(RunStatus end) {
        JobEntry entry = jobs.entry(job);
        JobStatus how = end.run().status();
        // Stopped: the process ends. The next one runs the job again (see resume), and the timer may be closed already.
        if (entry.status() == QueueStatus.ON_HOLD || how == JobStatus.STOPPED) {
            return;
        }
        JobRules.Next next =
                switch (how) {
                    case ERROR -> JobRules.afterFailure(job.kind(), entry.attempts(), jobs.now());
                    case NEEDS_CONFIRMATION -> JobRules.afterRefusal(job, entry.attempts(), jobs.now());
                    default ->
                        JobRules.afterRun(job, end.counters(), !end.passes().isEmpty(), jobs.now());
                };
        follow(entry, next, how == JobStatus.SUCCESS ? null : end.run().message());
    }

    @Override
    public void broke(Throwable cause) {
        JobEntry entry = jobs.entry(job);
        if (entry.status() != QueueStatus.ON_HOLD) {
            follow(entry, JobRules.afterFailure(job.kind(), entry.attempts(), jobs.now()), cause.toString());
        }
    }

    private void follow(JobEntry entry, JobRules.Next next, @Nullable String message) {
        jobs.put(entry.attempted(next.attempts()).in(next.status(), message, jobs.now()));
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
}
