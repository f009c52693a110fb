package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Errors that still stand: of each record and direction the newest one, unless the record succeeded since. Records that fail
 * for the same cause stand together.
 */
public final class OpenErrors {
    /**
     * A coupled record is done with when its last attempt in that direction succeeded; one that is not coupled never is, until it
     * is.
     */
    private static final String STILL =
            " LEFT JOIN coupling t ON e.direction = 'to-dataverse' AND t.scope = e.scope AND"
                    + " t.business_central_id = CAST(e.source_id AS UUID) LEFT JOIN coupling f ON e.direction ="
                    + " 'from-dataverse' AND f.scope = e.scope AND f.dataverse_id = CAST(e.source_id AS UUID) WHERE"
                    + " (CASE WHEN e.direction = 'to-dataverse' THEN t.to_result ELSE f.from_result END"
                    + " IS NULL OR CASE WHEN e.direction = 'to-dataverse' THEN t.to_result ELSE f.from_result END = 2)";

    /** The newest errors of all records are found in the index alone, and only they are read. */
    private static final String OPEN = " FROM (SELECT MAX(id) AS id FROM error_log WHERE source_id <> ''%s"
            + " GROUP BY scope, direction, source_id) m JOIN error_log e ON e.id = m.id AND e.company = :company"
            + STILL;

    private static final String OF_MAPPING =
            " AND scope = (SELECT s.id FROM scope s WHERE s.company = :company AND s.mapping = :mapping)";

    /** A page is short, so rows are looked at from the newest on until it is full. */
    private static final String OF_CAUSE = " FROM error_log e" + STILL
            + " AND e.company = :company AND e.scope = (SELECT s.id FROM scope s WHERE s.company = :company"
            + " AND s.mapping = :mapping) AND e.direction = :direction AND e.source_id <> ''"
            + " AND e.error_class = :class AND COALESCE(e.code, '') = :code AND e.cause = :cause"
            + " AND NOT EXISTS (SELECT 1 FROM error_log n WHERE n.scope = e.scope AND n.direction = e.direction"
            + " AND n.source_id = e.source_id AND n.id > e.id)";

    private final Database database;

    public OpenErrors(Database database) {
        this.database = database;
    }

    /**
     * Records that fail for one cause.
     *
     * @param code the service's error code, blank if Koppel itself found the fault
     * @param records how many
     * @param skipped how many of them are left out until they are released
     * @param message of the newest error
     * @param example the record of the newest error
     */
    public record Group(
            String mapping,
            String direction,
            String errorClass,
            String code,
            String cause,
            long records,
            long skipped,
            Instant first,
            Instant last,
            String message,
            @Nullable String example) {}

    /** A record of a group: its id on the side that is read, and its coupling's SystemId if it is skipped. */
    public record Failing(String sourceId, @Nullable UUID skipped, ErrorRow error) {}

    /** Causes with the most records first. */
    public List<Group> groups(String company, @Nullable String mapping, int limit) {
        String sql = "SELECT g.*, n.message, n.record FROM (SELECT e.mapping, e.direction, e.error_class,"
                + " COALESCE(e.code, '') AS code, e.cause, COUNT(*) AS records,"
                + " SUM(CASE WHEN t.skipped OR f.skipped THEN 1 ELSE 0 END) AS skipped, MIN(e.at) AS first_at,"
                + " MAX(e.at) AS last_at, MAX(e.id) AS newest_id"
                + OPEN.formatted(mapping == null ? "" : OF_MAPPING)
                + " GROUP BY e.mapping, e.direction, e.error_class, COALESCE(e.code, ''), e.cause) g"
                + " JOIN error_log n ON n.id = g.newest_id ORDER BY g.records DESC, g.newest_id DESC LIMIT :limit";
        return database.jdbi().withHandle(handle -> bind(handle.createQuery(sql), company, mapping)
                .bind("limit", limit)
                .map((rows, context) -> new Group(
                        rows.getString("mapping"),
                        rows.getString("direction"),
                        rows.getString("error_class"),
                        rows.getString("code"),
                        rows.getString("cause"),
                        rows.getLong("records"),
                        rows.getLong("skipped"),
                        Instant.ofEpochMilli(rows.getLong("first_at")),
                        Instant.ofEpochMilli(rows.getLong("last_at")),
                        rows.getString("message"),
                        rows.getString("record")))
                .list());
    }

    /** The records of a cause, newest error first; {@code beforeId} pages. */
    public List<Failing> records(String company, Group group, @Nullable Long beforeId, int limit) {
        String sql = "SELECT e.id, e.job, e.run, e.mapping, e.direction, e.record, e.source_id, e.destination_id,"
                + " e.error_class, e.code, e.field, e.message, e.cause, e.at, CASE WHEN t.skipped THEN"
                + " t.business_central_id WHEN f.skipped THEN f.business_central_id END AS skipped"
                + OF_CAUSE + (beforeId == null ? "" : " AND e.id < :before") + " ORDER BY e.id DESC LIMIT :limit";
        return database.jdbi().withHandle(handle -> {
            Query query = bind(handle.createQuery(sql), company, group.mapping())
                    .bind("direction", group.direction())
                    .bind("class", group.errorClass())
                    .bind("code", group.code())
                    .bind("cause", group.cause())
                    .bind("limit", limit);
            if (beforeId != null) {
                query.bind("before", beforeId);
            }
            return query.map((rows, context) -> new Failing(
                            rows.getString("source_id"), rows.getObject("skipped", UUID.class), ErrorLog.row(rows)))
                    .list();
        });
    }

    private static Query bind(Query query, String company, @Nullable String mapping) {
        query.bind("company", company);
        return mapping == null ? query : query.bind("mapping", mapping);
    }
}
