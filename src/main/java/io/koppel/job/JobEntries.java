package io.koppel.job;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code job_queue_entry}. */
final class JobEntries {
    private static final String COLUMNS = "job, status, attempts, message, run, changed";

    private final Database database;
    private final String company;

    JobEntries(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    Optional<JobEntry> find(String job) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT " + COLUMNS + " FROM job_queue_entry WHERE company = ? AND job = ?", company, job)
                .map((rows, context) -> read(rows))
                .findOne());
    }

    List<JobEntry> all() {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT " + COLUMNS + " FROM job_queue_entry WHERE company = ? ORDER BY job", company)
                .map((rows, context) -> read(rows))
                .list());
    }

    void put(JobEntry entry) {
        String text = StoredText.cutOrNull(entry.message(), 2000);
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM job_queue_entry WHERE company = ? AND job = ?", company, entry.job());
            handle.execute(
                    "INSERT INTO job_queue_entry (company, job, status, attempts, message, run, changed)"
                            + " VALUES (?,?,?,?,?,?,?)",
                    company,
                    entry.job(),
                    entry.status().text(),
                    entry.attempts(),
                    text,
                    entry.run(),
                    entry.changed().toEpochMilli());
        });
    }

    void delete(String job) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("DELETE FROM job_queue_entry WHERE company = ? AND job = ?", company, job));
    }

    private static JobEntry read(ResultSet rows) throws SQLException {
        long run = rows.getLong("run");
        Long last = rows.wasNull() ? null : Long.valueOf(run);
        return new JobEntry(
                rows.getString("job"),
                QueueStatus.of(rows.getString("status")),
                rows.getInt("attempts"),
                rows.getString("message"),
                last,
                Instant.ofEpochMilli(rows.getLong("changed")));
    }
}
