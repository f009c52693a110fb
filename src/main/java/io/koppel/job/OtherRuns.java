package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out opened runs that are more, or something else, than passes of a mapping. What goes wrong is in the run's status. */
final class OtherRuns {
    private static final Logger LOG = LoggerFactory.getLogger(OtherRuns.class);

    private final RunningPasses running;
    private final RunRows rows;
    private final RunPermission permission;

    OtherRuns(RunningPasses running, RunRows rows, RunPermission permission) {
        this.running = running;
        this.rows = rows;
        this.permission = permission;
    }

    /** The run of a job; the rows that the job names tell how it went. Whoever calls tells the watch how it ended. */
    RunStatus work(long run, JobWork work, String startedBy, RunWatch watch) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        List<JobLogRow> told = List.of();
        try {
            watch.began();
            permission.require();
            told = work.work(run, startedBy);
            status = worst(told);
            message = told.stream()
                    .map(JobLogRow::message)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("job {} could not come to its end", work.definition().name(), e);
            message = RunRows.words(e);
        } catch (Error e) {
            message = RunRows.words(e);
            throw e;
        } finally {
            rows.close(run, status, message);
        }
        return rows.of(run, told);
    }

    /** The run of work that somebody asked for; all rows it has in the job log tell how it went. */
    RunStatus work(long run, Runner.Work work) {
        JobStatus status = JobStatus.ERROR;
        String message = null;
        try {
            work.work(run);
            status = worst(rows.jobs(run));
        } catch (RuntimeException e) {
            message = RunRows.words(e);
        } catch (Error e) {
            message = RunRows.words(e);
            throw e;
        } finally {
            rows.close(run, status, message);
        }
        return rows.of(run);
    }

    private JobStatus worst(List<JobLogRow> told) {
        return told.stream()
                .map(JobLogRow::status)
                .reduce(running.stopping() ? JobStatus.STOPPED : JobStatus.SUCCESS, JobStatus::and);
    }
}
