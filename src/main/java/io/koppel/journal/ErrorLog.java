package io.koppel.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code failed_attempt} and {@code error_log}. The first is written in the transaction that confirms a batch,
 * the second by the error route; {@link #missing} finds attempts whose error row the process did not live to write.
 */
public final class ErrorLog {
    private final Database database;
    private final ObjectMapper json = new ObjectMapper();

    public ErrorLog(Database database) {
        this.database = database;
    }

    /** Records attempts as failed. */
    public void fail(Connection connection, Collection<FailedRecord> failures) throws SQLException {
        if (failures.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO failed_attempt (attempt, job, payload) VALUES (?, ?, ?)")) {
            for (FailedRecord failure : failures) {
                statement.setObject(1, failure.attempt());
                statement.setLong(2, failure.job());
                statement.setString(3, write(failure));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Failed attempts that have no row in the error log. */
    public List<FailedRecord> missing() {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT f.payload FROM failed_attempt f LEFT JOIN error_log e"
                                + " ON e.attempt = f.attempt WHERE e.attempt IS NULL")
                        .mapTo(String.class)
                        .map(this::read)
                        .list());
    }

    /** The newest rows first; {@code beforeId} pages. */
    public List<ErrorRow> list(
            String company, @Nullable String mapping, @Nullable Long job, @Nullable Long beforeId, int limit) {
        List<String> conditions = new ArrayList<>(List.of("company = :company"));
        if (mapping != null) {
            // By the number of the mapping, because the index of its rows begins with it.
            conditions.add("scope = (SELECT s.id FROM scope s WHERE s.company = :company AND s.mapping = :mapping)");
        }
        if (job != null) {
            conditions.add("job = :job");
        }
        if (beforeId != null) {
            conditions.add("id < :before");
        }
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(
                            "SELECT id, job, run, mapping, direction, record, source_id, destination_id, error_class,"
                                    + " code, field, message, cause, at FROM error_log WHERE "
                                    + String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT :limit")
                    .bind("company", company)
                    .bind("limit", limit);
            if (mapping != null) {
                query.bind("mapping", mapping);
            }
            if (job != null) {
                query.bind("job", job);
            }
            if (beforeId != null) {
                query.bind("before", beforeId);
            }
            return query.map((rows, context) -> row(rows)).list();
        });
    }

    static ErrorRow row(ResultSet rows) throws SQLException {
        return new ErrorRow(
                rows.getLong("id"),
                rows.getLong("job"),
                rows.getLong("run"),
                rows.getString("mapping"),
                rows.getString("direction"),
                rows.getString("record"),
                rows.getString("source_id"),
                rows.getString("destination_id"),
                rows.getString("error_class"),
                rows.getString("code"),
                rows.getString("field"),
                rows.getString("message"),
                rows.getString("cause"),
                Instant.ofEpochMilli(rows.getLong("at")));
    }

    /** The newest error of a record, which is named by its id on the side that is read. */
    public Optional<ErrorRow> newest(int scope, String direction, String sourceId) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT id, job, run, mapping, direction, record, source_id, destination_id, error_class, code,"
                                + " field, message, cause, at FROM error_log WHERE scope = ? AND direction = ?"
                                + " AND source_id = ? ORDER BY id DESC LIMIT 1",
                        scope,
                        direction,
                        sourceId)
                .map((rows, context) -> row(rows))
                .findOne());
    }

    /** One row. */
    public Optional<ErrorRow> find(String company, long id) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT id, job, run, mapping, direction, record, source_id, destination_id, error_class, code,"
                                + " field, message, cause, at FROM error_log WHERE id = ? AND company = ?",
                        id,
                        company)
                .map((rows, context) -> row(rows))
                .findOne());
    }

    /** The error of a record in one entry of the job log; the record is named by its ids on both sides. */
    public Optional<ErrorRow> newestOfJob(long job, String id, String otherId) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT id, job, run, mapping, direction, record, source_id, destination_id, error_class, code,"
                                + " field, message, cause, at FROM error_log WHERE job = ?"
                                + " AND (source_id IN (?, ?) OR destination_id IN (?, ?)) ORDER BY id DESC LIMIT 1",
                        job,
                        id,
                        otherId,
                        id,
                        otherId)
                .map((rows, context) -> row(rows))
                .findOne());
    }

    private String write(FailedRecord failure) {
        try {
            return json.writeValueAsString(failure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a failed record cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private FailedRecord read(String payload) {
        try {
            return json.readValue(payload, FailedRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored failed record cannot be read: " + e.getMessage(), e);
        }
    }
}
