package io.koppel.job;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Keeps when each job runs next, over restarts: the one place that knows. */
public interface JobTimer {
    /** When the job runs next; empty if it does not by itself, or is not known. */
    Optional<Instant> next(String job);

    /** Lets the job run then, and after that at its interval. A job that is not known is left alone. */
    void at(String job, Instant when);

    /** Keeps the job from running until {@link #at} is called. */
    void never(String job);

    /** Lets a job that is only paused run at the time it has; one that is overdue runs at once. */
    void resume(String job);

    /** Forgets a job. */
    void remove(String job);

    /** Every job a time is kept for. */
    Set<String> jobs();
}
