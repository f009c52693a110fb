package io.koppel.job;

import java.util.function.Supplier;

/** Is told how one run comes along. */
interface RunWatch {
    /** It has a number; it may still wait for its category. */
    default void opened(long run) {}

    /** Its first pass starts. */
    default void began() {}

    /** It has come to its end. */
    default void ended(RunStatus end) {}

    /** It ended in a way nobody foresaw. */
    default void broke(Throwable cause) {}

    /** Carries the run out and tells how it ended. */
    default RunStatus over(Supplier<RunStatus> work) {
        try {
            RunStatus end = work.get();
            ended(end);
            return end;
        } catch (RuntimeException | Error e) {
            broke(e);
            throw e;
        }
    }
}
