package io.koppel.operate;

import io.koppel.job.JobDefinition;
import io.koppel.job.JobEntry;
import io.koppel.job.JobQueue;
import io.koppel.job.QueueStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One job of the queue.
 *
 * @param mapping null for a job that is not a table mapping's
 * @param category jobs of one category never run together
 * @param status ready, in process, waiting, on hold, on hold due to inactivity, error or finished
 * @param next earliest start; null if it does not run by itself
 * @param every from the end of a run to the next, as an ISO 8601 duration
 * @param inactivityTimeout how long it sleeps after a run without changes; PT0S until a change wakes it, null for never
 * @param attempts failed attempts in a row
 * @param maximumAttempts after how many of them it stops
 * @param message why it failed or is held
 * @param lastRun number of its last run, null before the first
 */
public record JobView(
        String job,
        String kind,
        String description,
        @Nullable String mapping,
        String category,
        String status,
        @Nullable Instant next,
        String every,
        @Nullable String inactivityTimeout,
        int attempts,
        int maximumAttempts,
        @Nullable String message,
        @Nullable Long lastRun,
        Instant since) {

    static JobView of(JobQueue.Standing standing) {
        JobDefinition job = standing.job();
        JobEntry entry = standing.entry();
        Duration timeout = job.inactivityTimeout();
        boolean held = standing.held() && entry.status().runsByItself();
        return new JobView(
                job.name(),
                job.kind().text(),
                job.description(),
                job.mapping(),
                job.category(),
                (held ? QueueStatus.ON_HOLD : entry.status()).text(),
                held ? null : standing.next(),
                job.every().toString(),
                timeout == null ? null : timeout.toString(),
                entry.attempts(),
                job.kind().attempts(),
                held ? "a full synchronization is running" : entry.message(),
                entry.run(),
                entry.changed());
    }
}
