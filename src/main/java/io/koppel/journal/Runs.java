package io.koppel.journal;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code run}: what one trigger started. */
public final class Runs {
    private static final String SELECT =
            "SELECT id, mapping, kind, started_by, started, finished, status, message FROM run";

    private final Database database;

    public Runs(Database database) {
        this.database = database;
    }

    /**
     * One run.
     *
     * @param mapping null when the run concerns several
     */
    public record Run(
            long id,
            @Nullable String mapping,
            String kind,
            String startedBy,
            Instant started,
            @Nullable Instant finished,
            JobStatus status,
            @Nullable String message) {}

    /** Opens the row of a run that starts now. */
    public long open(String company, @Nullable String mapping, String kind, String startedBy, Instant started) {
        return database.jdbi().withHandle(handle -> handle.createUpdate(
                        "INSERT INTO run (company, mapping, kind, started_by, started, status)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")
                .bind(0, company)
                .bind(1, mapping)
                .bind(2, kind)
                .bind(3, startedBy)
                .bind(4, started.toEpochMilli())
                .bind(5, JobStatus.IN_PROCESS.text())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Notes which job of the queue a run belongs to. */
    public void belongsTo(long run, String job) {
        database.jdbi().useHandle(handle -> handle.execute("UPDATE run SET job = ? WHERE id = ?", job, run));
    }

    /** The runs of a job, newest first; {@code before} pages. */
    public List<Run> ofJob(String company, String job, @Nullable Long before, int limit) {
        return database.jdbi().withHandle(handle -> handle.createQuery(SELECT
                        + " WHERE company = :company AND job = :job AND id < :before ORDER BY id DESC LIMIT :limit")
                .bind("company", company)
                .bind("job", job)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map((rows, context) -> read(rows))
                .list());
    }

    /** When the first run of a mapping that is still on record started; empty if there is none. */
    public Optional<Instant> firstOf(String company, String mapping) {
        return started("SELECT MIN(started) FROM run WHERE company = ? AND mapping = ?", company, mapping);
    }

    private Optional<Instant> started(String sql, Object... values) {
        return database.jdbi().withHandle(handle -> handle.select(sql, values)
                .map((rows, context) -> {
                    long started = rows.getLong(1);
                    return rows.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(started));
                })
                .one());
    }

    /** Closes the row of a run. */
    public void close(long run, Instant finished, JobStatus status, @Nullable String message) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET finished = ?, status = ?, message = ? WHERE id = ?",
                        finished.toEpochMilli(),
                        status.text(),
                        StoredText.cutOrNull(message, 2000),
                        run));
    }

    /** Who or what started these runs, by their number. */
    public Map<Long, String> startedBy(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT id, started_by FROM run WHERE id IN (<numbers>)")
                        .bindList("numbers", List.copyOf(numbers))
                        .reduceRows(new HashMap<Long, String>(), (found, row) -> {
                            found.put(row.getColumn("id", Long.class), row.getColumn("started_by", String.class));
                            return found;
                        }));
    }

    /** One run. */
    public Optional<Run> find(long run) {
        return database.jdbi().withHandle(handle -> handle.select(SELECT + " WHERE id = ?", run)
                .map((rows, context) -> read(rows))
                .findOne());
    }

    private static Run read(ResultSet rows) throws SQLException {
        long finished = rows.getLong("finished");
        Instant end = rows.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new Run(
                rows.getLong("id"),
                rows.getString("mapping"),
                rows.getString("kind"),
                rows.getString("started_by"),
                Instant.ofEpochMilli(rows.getLong("started")),
                end,
                JobStatus.of(rows.getString("status")),
                rows.getString("message"));
    }
}
