package io.koppel.operate;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobKind;
import io.koppel.job.JobQueue;
import io.koppel.job.QueueStatus;
import io.koppel.journal.JobLog;
import io.koppel.journal.Runs;
import io.koppel.store.Database;
import io.koppel.store.InstallationSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looking at the job queue and steering it. */
public final class JobOperations {
    private final JobQueue queue;
    private final String company;
    private final Runs runs;
    private final JobLog jobLog;
    private final InstallationSettings settings;

    public JobOperations(JobQueue queue, Database database, String company) {
        this.queue = queue;
        this.company = company;
        this.runs = new Runs(database);
        this.jobLog = new JobLog(database);
        this.settings = new InstallationSettings(database);
    }

    /** All jobs. */
    public Listing<JobView> list() {
        return list(null);
    }

    /**
     * The jobs of a kind.
     *
     * @param kind mapping (those of the connection to Dataverse) or other (those that Sales adds); null for all
     * @throws OperationException if there is no such kind
     */
    public Listing<JobView> list(@Nullable String kind) {
        JobKind wanted = kind == null ? null : kind(kind);
        return new Listing<>(
                queue.all().stream()
                        .filter(standing -> wanted == null || standing.job().kind() == wanted)
                        .map(JobView::of)
                        .toList(),
                null);
    }

    private static JobKind kind(String text) {
        return Arrays.stream(JobKind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> OperationException.invalid("kind: expected "
                        + Arrays.stream(JobKind.values()).map(JobKind::text).collect(Collectors.joining(" or "))
                        + ", found '" + text + "'"));
    }

    /** How many jobs of a kind run by themselves, in a line and in a sentence. */
    public JobSummary summary(@Nullable String kind) {
        return JobSummary.of(list(kind).value());
    }

    /**
     * One job.
     *
     * @throws OperationException if there is none of that name
     */
    public JobView show(String name) {
        return JobView.of(standing(name));
    }

    /** What a job did, newest run first. */
    public Listing<RunView> history(String name, @Nullable Long before, int limit) {
        String job = standing(name).job().name();
        List<RunView> rows = runs.ofJob(company, job, before, limit + 1).stream()
                .map(run -> RunView.of(run, jobLog.ofRun(run.id())))
                .toList();
        return Listing.of(rows, limit, row -> Long.toString(row.run()));
    }

    /**
     * Runs a job now.
     *
     * @return number of the run
     * @throws OperationException if it runs already, or a full synchronization does
     */
    public long run(String name, String startedBy) {
        JobDefinition job = standing(name).job();
        try {
            return queue.start(job, startedBy);
        } catch (JobQueue.NotNow e) {
            throw conflict(e);
        }
    }

    /** Stops a job from running by itself, until it is restarted. */
    public JobView hold(String name, String startedBy) {
        queue.hold(standing(name).job(), "held by " + startedBy);
        return show(name);
    }

    /**
     * Makes a job ready again, whatever stopped it, and due now.
     *
     * @throws OperationException if its mapping is disabled
     */
    public JobView restart(String name) {
        try {
            queue.restart(standing(name).job());
        } catch (JobQueue.NotNow e) {
            throw conflict(e);
        }
        return show(name);
    }

    /**
     * Jobs of mappings that stopped after their last attempt.
     *
     * @param since counted from then on; null from the beginning
     */
    public record FailedJobs(long failed, List<String> jobs, @Nullable Instant since) {}

    /** The count that stands on a status tile: mapping jobs in error since the tile was last set back. */
    public FailedJobs failed() {
        Instant since = settings.get(key()).map(Instant::parse).orElse(null);
        List<String> jobs = queue.all().stream()
                .filter(standing -> standing.job().kind() == JobKind.MAPPING
                        && standing.entry().status() == QueueStatus.ERROR
                        && (since == null || standing.entry().changed().isAfter(since)))
                .map(standing -> standing.job().name())
                .toList();
        return new FailedJobs(jobs.size(), jobs, since);
    }

    /** Counts failed jobs anew from now on. */
    public FailedJobs resetFailed() {
        settings.put(key(), queue.now().toString());
        return failed();
    }

    private String key() {
        return "failed-jobs-since " + company;
    }

    private JobQueue.Standing standing(String name) {
        return queue.find(name.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> OperationException.notFound("there is no job '" + name + "'; the jobs are "
                        + String.join(
                                ", ",
                                queue.all().stream()
                                        .map(standing -> standing.job().name())
                                        .sorted()
                                        .toList())));
    }

    private static OperationException conflict(JobQueue.NotNow e) {
        return new OperationException(OperationException.Reason.CONFLICT, String.valueOf(e.getMessage()));
    }
}
