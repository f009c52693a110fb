package io.koppel.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job of the queue stands and how it went. When it runs next is not here: that is its timer's alone.
 *
 * @param attempts failed attempts in a row
 * @param message why it failed or is held, null when there is nothing to say
 * @param run its last run, null before the first
 * @param changed when the status was entered
 */
public record JobEntry(
        String job, QueueStatus status, int attempts, @Nullable String message, @Nullable Long run, Instant changed) {

    static JobEntry fresh(String job, Instant now) {
        return new JobEntry(job, QueueStatus.READY, 0, null, null, now);
    }

    JobEntry in(QueueStatus newStatus, @Nullable String newMessage, Instant now) {
        return new JobEntry(job, newStatus, attempts, newMessage, run, now);
    }

    JobEntry attempted(int failed) {
        return new JobEntry(job, status, failed, message, run, changed);
    }

    JobEntry ran(long lastRun) {
        return new JobEntry(job, status, attempts, message, lastRun, changed);
    }
}
