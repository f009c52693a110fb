package io.koppel.journal;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table {@code audit}: who did what, when, through which face, and what came of it. */
public final class AuditLog {
    private static final int LONGEST = 2000;

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /** Writes the row of an act that is about to begin; its id is for {@link #close}. */
    public long open(
            String company,
            Instant at,
            String person,
            String face,
            String act,
            String subject,
            @Nullable String requestId) {
        return database.jdbi().withHandle(handle -> handle.createUpdate(
                        "INSERT INTO audit (company, at, person, face, act, subject, request_id)"
                                + " VALUES (?,?,?,?,?,?,?)")
                .bind(0, company)
                .bind(1, at.toEpochMilli())
                .bind(2, person)
                .bind(3, face)
                .bind(4, act)
                .bind(5, StoredText.cut(subject, LONGEST))
                .bind(6, requestId)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Says what came of an act. */
    public void close(long id, String outcome, @Nullable String said) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE audit SET outcome = ?, said = ? WHERE id = ?",
                        outcome,
                        StoredText.cutOrNull(said, LONGEST),
                        id));
    }

    /** The newest rows first; {@code beforeId} pages. */
    public List<AuditRow> list(String company, @Nullable String person, @Nullable Long beforeId, int limit) {
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery("SELECT id, at, person, face, act, subject, request_id, outcome, said"
                            + " FROM audit WHERE company = :company"
                            + (person == null ? "" : " AND person = :person")
                            + (beforeId == null ? "" : " AND id < :before") + " ORDER BY id DESC LIMIT :limit")
                    .bind("company", company)
                    .bind("limit", limit);
            if (person != null) {
                query.bind("person", person);
            }
            if (beforeId != null) {
                query.bind("before", beforeId);
            }
            return query.map((rows, context) -> new AuditRow(
                            rows.getLong("id"),
                            Instant.ofEpochMilli(rows.getLong("at")),
                            rows.getString("person"),
                            rows.getString("face"),
                            rows.getString("act"),
                            rows.getString("subject"),
                            rows.getString("request_id"),
                            rows.getString("outcome"),
                            rows.getString("said")))
                    .list();
        });
    }
}
