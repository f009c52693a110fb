package io.koppel.job;

import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Work of a run that is no pass, with a row of its own in the job log: opened before anything is done, closed whatever becomes of it.
 *
 * @param direction the side that is written to
 * @param kind what people call the work
 * @param run the run it belongs to
 */
public record LoggedWork(
        Engine engine, TableMapping mapping, Direction direction, String kind, String startedBy, long run) {

    /** How it ended, and what there is to say about it. */
    public record End(JobStatus status, @Nullable String message) {
        /** All is well. */
        public static final End SUCCESS = new End(JobStatus.SUCCESS, null);
    }

    /** What is to be done. */
    @FunctionalInterface
    public interface Work {
        /** @param job number of the row */
        End work(long job);
    }

    /** Does the work; what it throws ends the row as an error and is thrown on. */
    public void log(Work work) {
        long job = engine.jobLog()
                .open(
                        engine.scope(mapping.id()),
                        engine.company().name(),
                        mapping.id(),
                        direction.key(),
                        kind,
                        startedBy,
                        run,
                        engine.clock().instant());
        End end = new End(JobStatus.ERROR, null);
        try {
            end = work.work(job);
        } catch (RuntimeException e) {
            end = new End(JobStatus.ERROR, e.getMessage());
            throw e;
        } finally {
            engine.jobLog().close(job, engine.clock().instant(), end.status(), end.message());
        }
    }
}
