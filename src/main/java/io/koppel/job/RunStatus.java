package io.koppel.job;

import io.koppel.journal.Counters;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.Runs;
import java.util.List;

/** A run with its passes. */
public record RunStatus(Runs.Run run, List<JobLogRow> passes) {
    /** Whether it has come to its end. */
    public boolean finished() {
        return run.finished() != null;
    }

    /** Everything its passes counted. */
    public Counters counters() {
        return passes.stream().map(JobLogRow::counters).reduce(Counters.ZERO, Counters::plus);
    }
}
