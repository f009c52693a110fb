package io.koppel.operate;

import io.koppel.journal.Counters;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.journal.Runs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one trigger started, and how it went.
 *
 * @param run its number
 * @param mapping null when it concerns several
 * @param status in process until it is finished
 * @param counters of all passes together
 * @param passes one per mapping and direction, in the order in which they started
 */
public record RunView(
        long run,
        @Nullable String mapping,
        String kind,
        String startedBy,
        Instant started,
        @Nullable Instant finished,
        String status,
        @Nullable String message,
        Counters counters,
        List<PassView> passes) {

    /**
     * One pass.
     *
     * @param job number of its entry in the job log
     */
    public record PassView(
            long job, String mapping, String direction, String status, Counters counters, @Nullable String message) {
        static PassView of(JobLogRow row) {
            return new PassView(
                    row.id(), row.mapping(), row.direction(), row.status().text(), row.counters(), row.message());
        }
    }

    static RunView of(Runs.Run run, List<JobLogRow> passes) {
        Counters all = passes.stream().map(JobLogRow::counters).reduce(Counters.ZERO, Counters::plus);
        return new RunView(
                run.id(),
                run.mapping(),
                run.kind(),
                run.startedBy(),
                run.started(),
                run.finished(),
                run.status().text(),
                run.message(),
                all,
                passes.stream().map(PassView::of).toList());
    }

    /** Whether nothing will change any more. */
    public boolean isFinished() {
        return !status.equals(JobStatus.IN_PROCESS.text());
    }
}
