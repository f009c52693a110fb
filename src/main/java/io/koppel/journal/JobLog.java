package io.koppel.journal;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code job_log}: one row per pass, with its counters. */
public final class JobLog {
    private static final String SELECT =
            "SELECT id, run, mapping, direction, kind, started_by, started, finished, status,"
                    + " inserted, modified, deleted, unchanged, skipped, failed, coupled, uncoupled, message FROM job_log";

    /** By the number of the mapping, because the index of its entries begins with it. */
    private static final String OF_MAPPING =
            " AND scope = (SELECT s.id FROM scope s WHERE s.company = :company AND s.mapping = :mapping)";

    private final Database database;

    public JobLog(Database database) {
        this.database = database;
    }

    /** Opens the row of a pass that starts now. */
    public long open(
            int scope,
            String company,
            String mapping,
            String direction,
            String kind,
            String startedBy,
            long run,
            Instant started) {
        return database.jdbi().withHandle(handle -> handle.createUpdate(
                        "INSERT INTO job_log (scope, company, mapping, direction, kind, started_by, run, started,"
                                + " status, inserted, modified, deleted, unchanged, skipped, failed, coupled,"
                                + " uncoupled) VALUES (?,?,?,?,?,?,?,?,?,0,0,0,0,0,0,0,0)")
                .bind(0, scope)
                .bind(1, company)
                .bind(2, mapping)
                .bind(3, direction)
                .bind(4, kind)
                .bind(5, startedBy)
                .bind(6, run)
                .bind(7, started.toEpochMilli())
                .bind(8, JobStatus.IN_PROCESS.text())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Adds to the counters in the transaction that confirms a batch. */
    public void count(Connection connection, long job, Counters more) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE job_log SET inserted = inserted + ?, modified = modified + ?, deleted = deleted + ?,"
                        + " unchanged = unchanged + ?, skipped = skipped + ?, failed = failed + ?, coupled = coupled + ?,"
                        + " uncoupled = uncoupled + ? WHERE id = ?")) {
            statement.setLong(1, more.inserted());
            statement.setLong(2, more.modified());
            statement.setLong(3, more.deleted());
            statement.setLong(4, more.unchanged());
            statement.setLong(5, more.skipped());
            statement.setLong(6, more.failed());
            statement.setLong(7, more.coupled());
            statement.setLong(8, more.uncoupled());
            statement.setLong(9, job);
            statement.executeUpdate();
        }
    }

    /** Closes the row of a pass. */
    public void close(long job, Instant finished, JobStatus status, @Nullable String message) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE job_log SET finished = ?, status = ?, message = ? WHERE id = ?",
                        finished.toEpochMilli(),
                        status.text(),
                        StoredText.cutOrNull(message, 2000),
                        job));
    }

    /** Closes rows that a dead process left open. */
    public void closeAbandoned(Instant now) {
        database.jdbi().useHandle(handle -> {
            for (String table : List.of("job_log", "run")) {
                handle.execute(
                        "UPDATE " + table + " SET finished = ?, status = ?, message = ? WHERE status = ?",
                        now.toEpochMilli(),
                        JobStatus.STOPPED.text(),
                        "the process ended before this did; what was confirmed is kept, the rest is taken up again",
                        JobStatus.IN_PROCESS.text());
            }
        });
    }

    /** The newest rows first; {@code beforeId} pages. */
    public List<JobLogRow> list(String company, @Nullable String mapping, @Nullable Long beforeId, int limit) {
        return list(company, mapping, null, beforeId, limit);
    }

    /** The same of one kind of passes only, uncoupling for example; null for all kinds. */
    public List<JobLogRow> list(
            String company, @Nullable String mapping, @Nullable String kind, @Nullable Long beforeId, int limit) {
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(SELECT + " WHERE company = :company"
                            + (mapping == null ? "" : OF_MAPPING)
                            + (kind == null ? "" : " AND kind = :kind")
                            + (beforeId == null ? "" : " AND id < :before") + " ORDER BY id DESC LIMIT :limit")
                    .bind("company", company)
                    .bind("limit", limit);
            if (mapping != null) {
                query.bind("mapping", mapping);
            }
            if (kind != null) {
                query.bind("kind", kind);
            }
            if (beforeId != null) {
                query.bind("before", beforeId);
            }
            return query.map((rows, context) -> read(rows)).list();
        });
    }

    /**
     * What passes did in an hour, by the hour they started in.
     *
     * @param hour hours since the epoch
     * @param written records written to the side the direction names
     */
    public record Hour(long hour, String direction, long written, long failed) {}

    /** What passes did since a time, hour by hour. */
    public List<Hour> byHour(String company, Instant since) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT started / 3600000 AS hour_number, direction, SUM(inserted + modified + deleted) AS written,"
                                + " SUM(failed) AS failures FROM job_log WHERE company = :company AND started >= :since"
                                + " GROUP BY started / 3600000, direction")
                .bind("company", company)
                .bind("since", since.toEpochMilli())
                .map((rows, context) -> new Hour(
                        rows.getLong("hour_number"),
                        rows.getString("direction"),
                        rows.getLong("written"),
                        rows.getLong("failures")))
                .list());
    }

    /** Which of these entries are still in the log. */
    public Set<Long> existing(Collection<Long> jobs) {
        if (jobs.isEmpty()) {
            return Set.of();
        }
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT id FROM job_log WHERE id IN (<jobs>)")
                .bindList("jobs", List.copyOf(jobs))
                .mapTo(Long.class)
                .set());
    }

    /** When the latest pass of a kind of a mapping started; empty if there was none. */
    public Optional<Instant> lastOf(String company, String mapping, String kind) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT MAX(started) FROM job_log WHERE company = ? AND mapping = ? AND kind = ?",
                        company,
                        mapping,
                        kind)
                .map((rows, context) -> {
                    long started = rows.getLong(1);
                    return rows.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(started));
                })
                .one());
    }

    /** The passes of a run, in the order in which they started. */
    public List<JobLogRow> ofRun(long run) {
        return database.jdbi().withHandle(handle -> handle.select(SELECT + " WHERE run = ? ORDER BY id", run)
                .map((rows, context) -> read(rows))
                .list());
    }

    /** One row. */
    public Optional<JobLogRow> find(long job) {
        return database.jdbi().withHandle(handle -> handle.select(SELECT + " WHERE id = ?", job)
                .map((rows, context) -> read(rows))
                .findOne());
    }

    private static JobLogRow read(ResultSet rows) throws SQLException {
        long finished = rows.getLong("finished");
        Instant end = rows.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new JobLogRow(
                rows.getLong("id"),
                rows.getLong("run"),
                rows.getString("mapping"),
                rows.getString("direction"),
                rows.getString("kind"),
                rows.getString("started_by"),
                Instant.ofEpochMilli(rows.getLong("started")),
                end,
                JobStatus.of(rows.getString("status")),
                new Counters(
                        rows.getLong("inserted"),
                        rows.getLong("modified"),
                        rows.getLong("deleted"),
                        rows.getLong("unchanged"),
                        rows.getLong("skipped"),
                        rows.getLong("failed"),
                        rows.getLong("coupled"),
                        rows.getLong("uncoupled")),
                rows.getString("message"));
    }
}
