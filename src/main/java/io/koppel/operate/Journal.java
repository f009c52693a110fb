package io.koppel.operate;

import io.koppel.journal.ErrorLog;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.Runs;
import io.koppel.store.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened: job log, error log and history of one company, newest first; and single runs. */
public final class Journal {
    private final String company;
    private final JobLog jobLog;
    private final ErrorLog errorLog;
    private final History history;
    private final Runs runs;

    public Journal(Database database, String company) {
        this.company = company;
        this.jobLog = new JobLog(database);
        this.errorLog = new ErrorLog(database);
        this.history = new History(database);
        this.runs = new Runs(database);
    }

    /** Passes. */
    public Listing<JobLogRow> jobLog(@Nullable String mapping, @Nullable Long before, int limit) {
        List<JobLogRow> rows = jobLog.list(company, mapping, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /** Failures, optionally of one mapping or one entry of the job log. */
    public Listing<ErrorRow> errors(@Nullable String mapping, @Nullable Long job, @Nullable Long before, int limit) {
        List<ErrorRow> rows = errorLog.list(company, mapping, job, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /** Remote writes, optionally of one mapping or one record by its id on either side. */
    public Listing<HistoryRow> history(
            @Nullable String mapping, @Nullable UUID record, @Nullable Long before, int limit) {
        List<HistoryRow> rows = history.list(company, mapping, record, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /**
     * One run with its passes.
     *
     * @throws OperationException if there is none of that number
     */
    public RunView run(long id) {
        return runs.find(id)
                .map(run -> RunView.of(run, jobLog.ofRun(id)))
                .orElseThrow(() -> OperationException.notFound("there is no run " + id));
    }

    /** The newest pass of a mapping in each direction it was run in, newest first. */
    List<JobLogRow> lastPasses(String mapping) {
        List<JobLogRow> newest = jobLog.list(company, mapping, null, 1);
        return newest.isEmpty()
                ? newest
                : jobLog.ofRun(newest.get(0).run()).stream()
                        .filter(row -> row.mapping().equals(mapping))
                        .toList();
    }
}
