package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingRepository;
import io.koppel.journal.ErrorLog;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.JobLog;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.LogDeletion;
import io.koppel.journal.Runs;
import io.koppel.mapping.Side;
import io.koppel.odata.Literals;
import io.koppel.store.Database;
import io.koppel.store.Scopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened: job log, error log and history of one company, newest first; and single runs. */
public final class Journal {
    private final String company;
    private final JobLog jobLog;
    private final ErrorLog errorLog;
    private final History history;
    private final Runs runs;
    private final Database database;
    private final Scopes scopes;
    private final CouplingRepository couplings;
    private final Audit audit;

    public Journal(Database database, String company) {
        this.company = company;
        this.jobLog = new JobLog(database);
        this.errorLog = new ErrorLog(database);
        this.history = new History(database);
        this.runs = new Runs(database);
        this.database = database;
        this.scopes = new Scopes(database);
        this.couplings = new CouplingRepository(database);
        this.audit = new Audit(database, company, Clock.systemUTC());
    }

    /** Who did what. */
    public Audit audit() {
        return audit;
    }

    /** Passes. */
    public Listing<JobLogRow> jobLog(@Nullable String mapping, @Nullable Long before, int limit) {
        return jobLog(mapping, null, before, limit);
    }

    /** Passes of one kind, as the log of uncouplings is; null for all kinds. */
    public Listing<JobLogRow> jobLog(
            @Nullable String mapping, @Nullable String kind, @Nullable Long before, int limit) {
        List<JobLogRow> rows = jobLog.list(company, mapping, kind, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /** @param deleted entries of the job log */
    public record DeletedLog(int deleted) {}

    /**
     * Deletes entries of the job log with their errors, but for those a skipped record refers to.
     *
     * @param olderThan null for all that are finished
     */
    public DeletedLog deleteLog(@Nullable Duration olderThan) {
        Instant before = Instant.now().plusMillis(1);
        return new DeletedLog(LogDeletion.of(database, company, olderThan == null ? before : before.minus(olderThan)));
    }

    /** Failures, optionally of one mapping or one entry of the job log. */
    public Listing<ErrorRow> errors(@Nullable String mapping, @Nullable Long job, @Nullable Long before, int limit) {
        List<ErrorRow> rows = errorLog.list(company, mapping, job, before, limit + 1);
        return Listing.of(rows, limit, row -> Long.toString(row.id()));
    }

    /**
     * Remote writes, optionally of one mapping, one run or one record.
     *
     * @param record id on either side, or number or name of a coupled record
     * @throws OperationException if the record is named by something else than its id, and is not coupled
     */
    public Listing<HistoryView> history(
            @Nullable String mapping, @Nullable String record, @Nullable Long run, @Nullable Long before, int limit) {
        UUID id = record == null ? null : id(mapping, record);
        List<HistoryRow> rows = history.list(company, mapping, id, run, before, limit + 1);
        Map<Long, String> people =
                runs.startedBy(rows.stream().map(HistoryRow::run).collect(Collectors.toSet()));
        Map<String, Map<UUID, Coupling>> coupled = new HashMap<>();
        rows.stream().collect(Collectors.groupingBy(HistoryRow::mapping)).forEach((name, of) -> {
            List<UUID> ids = of.stream()
                    .map(HistoryRow::businessCentralId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            int scope = scopes.of(company, name);
            coupled.put(
                    name, database.read(connection -> couplings.find(connection, scope, Side.BUSINESS_CENTRAL, ids)));
        });
        List<HistoryView> views = new ArrayList<>();
        for (HistoryRow row : rows) {
            Map<UUID, Coupling> known = coupled.getOrDefault(row.mapping(), Map.of());
            Coupling coupling = row.businessCentralId() == null ? null : known.get(row.businessCentralId());
            views.add(HistoryView.of(row, coupling, people.get(row.run())));
        }
        return Listing.of(views, limit, row -> Long.toString(row.id()));
    }

    private UUID id(@Nullable String mapping, String record) {
        if (Literals.isGuid(record)) {
            return UUID.fromString(record);
        }
        if (mapping == null) {
            throw OperationException.invalid(
                    "'" + record + "' is a number or name: name its mapping too, or the record by its id");
        }
        return couplings
                .named(scopes.of(company, mapping), record)
                .map(Coupling::businessCentralId)
                .orElseThrow(() -> OperationException.notFound(mapping + " " + record
                        + " is not coupled, or not unique; name the record by its id on either side"));
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
