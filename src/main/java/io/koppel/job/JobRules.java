package io.koppel.job;

import io.koppel.journal.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a job runs next, and whether at all. Plain values in and out, so that any clock does (sync-semantics.md §8). */
public final class JobRules {
    private static final int SHORT_DELAYS = 7;
    private static final Duration LONG_DELAY = Duration.ofHours(6);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WAKE_DELAY = Duration.ofSeconds(30);

    private JobRules() {}

    /**
     * What becomes of a job.
     *
     * @param next when it runs again; null for not by itself
     * @param attempts failed attempts in a row
     */
    public record Next(QueueStatus status, @Nullable Instant next, int attempts) {}

    /**
     * After a run that came to its end. Inserted, modified, deleted and failed records are activity; unchanged, skipped,
     * coupled and uncoupled ones are not.
     *
     * @param logged whether the run has rows in the job log
     * @param ended end of the run
     */
    public static Next afterRun(JobDefinition job, Counters counters, boolean logged, Instant ended) {
        Duration timeout = job.inactivityTimeout();
        if (timeout == null || !logged || counters.activity() > 0) {
            return new Next(QueueStatus.READY, ended.plus(job.every()), 0);
        }
        return new Next(QueueStatus.ASLEEP, timeout.isZero() ? null : ended.plus(timeout), 0);
    }

    /**
     * After a run that could not come to its end.
     *
     * @param before failed attempts in a row before this one
     */
    public static Next afterFailure(JobKind kind, int before, Instant ended) {
        int attempt = before + 1;
        return attempt >= kind.attempts()
                ? new Next(QueueStatus.ERROR, null, attempt)
                : new Next(QueueStatus.READY, ended.plus(delay(kind, attempt)), attempt);
    }

    /**
     * After a run that wrote nothing because a person has to confirm a mass change. It did not end well, so it forgets no failed
     * attempt and the job does not sleep over it; nor did it fail, so it is not tried sooner than usual.
     *
     * @param before failed attempts in a row before this run
     */
    public static Next afterRefusal(JobDefinition job, int before, Instant ended) {
        return new Next(QueueStatus.READY, ended.plus(job.every()), before);
    }

    /** How long a job waits after its nth failed attempt in a row, n counted from 1. */
    public static Duration delay(JobKind kind, int attempt) {
        return attempt <= SHORT_DELAYS
                ? kind.rerunDelay().plusMillis((long) Math.pow(10, attempt))
                : kind.rerunDelay().plus(LONG_DELAY);
    }

    /**
     * When a change of a mapped table makes the job run: half a minute later, so that one run takes up what comes in
     * together; empty if it stays as it is, because it is due soon anyway or must not run.
     *
     * @param next when it would run otherwise, null for not by itself
     */
    public static Optional<Instant> wake(QueueStatus status, @Nullable Instant next, Instant now) {
        boolean sleeps = status == QueueStatus.READY || status == QueueStatus.ASLEEP;
        boolean far = next == null || next.isAfter(now.plus(SOON));
        return sleeps && far ? Optional.of(now.plus(WAKE_DELAY)) : Optional.empty();
    }
}
