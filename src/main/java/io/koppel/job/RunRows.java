package io.koppel.job;

import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of runs in the journal: each is opened before anything is done, and closed whatever becomes of it. */
final class RunRows {
    private final Engine engine;

    RunRows(Engine engine) {
        this.engine = engine;
    }

    /**
     * Opens a run.
     *
     * @param mapping null if it is about several mappings or none
     * @return its number
     */
    long open(@Nullable String mapping, String startedBy, String kind) {
        return engine.runs()
                .open(
                        engine.company().name(),
                        mapping,
                        kind,
                        startedBy,
                        engine.clock().instant());
    }

    void close(long run, JobStatus status, @Nullable String message) {
        engine.runs().close(run, engine.clock().instant(), status, message);
    }

    /** What the row of a run says of an exception that ended it. */
    static String words(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** How a run stands; empty if there is none of that number. */
    Optional<RunStatus> find(long run) {
        return engine.runs().find(run).map(row -> new RunStatus(row, jobs(run)));
    }

    /** How a run stands that was opened here. */
    RunStatus of(long run) {
        return of(run, jobs(run));
    }

    /** The same, where other rows tell how it went. */
    RunStatus of(long run, List<JobLogRow> told) {
        return new RunStatus(engine.runs().find(run).orElseThrow(), told);
    }

    /** The rows of its passes, and of other work, in the job log. */
    List<JobLogRow> jobs(long run) {
        return engine.jobLog().ofRun(run);
    }
}
