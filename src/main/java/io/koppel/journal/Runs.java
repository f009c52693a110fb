package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code run}: what one trigger started. */
public final class Runs {
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

    /** Closes the row of a run. */
    public void close(long run, Instant finished, JobStatus status, @Nullable String message) {
        String text = message == null || message.length() <= 2000 ? message : message.substring(0, 2000);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET finished = ?, status = ?, message = ? WHERE id = ?",
                        finished.toEpochMilli(),
                        status.text(),
                        text,
                        run));
    }

    /** One run. */
    public Optional<Run> find(long run) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT id, mapping, kind, started_by, started, finished, status, message FROM run"
                                + " WHERE id = ?",
                        run)
                .map((rows, context) -> {
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
                })
                .findOne());
    }
}
