package io.koppel.job;

import io.koppel.journal.JobLogRow;
import java.util.List;
import java.util.Locale;

/**
 * A job of the queue that is not a table mapping (table-mappings.md §7). The queue takes every one it is given: it gets a
 * {@code quartz:koppel/NAME} route, an entry, runs and attempts like the job of a mapping, and people run, hold and restart it
 * with the same verbs.
 */
public interface JobWork {
    /** What it is. */
    JobDefinition definition();

    /** What its runs are called in the journal. */
    default String kind() {
        return definition().name().toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    /**
     * Does the work of a run that is open, and is closed by whoever calls.
     *
     * @return the rows of the job log that tell how it went; the worst status among them is the run's, and their counters
     *     decide whether the job sleeps
     * @throws RuntimeException if it could not come to its end; the job is then tried again
     */
    List<JobLogRow> work(long run, String startedBy);

    /**
     * Whether something waits for this job. Asked while it sleeps, at the start of the process and with every look for changes,
     * so it should cost one small request at most (sync-semantics.md §8).
     */
    default boolean pending() {
        return false;
    }
}
