package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The table {@code retry}: records the next run takes up again by id. The watermark has passed them, so without this they
 * would wait for their next change (sync-semantics.md §2, promises.md P6).
 */
public final class Retries {
    private final Database database;

    public Retries(Database database) {
        this.database = database;
    }

    /** Ids on the side the pass reads; records whose coupling is skipped are left out. */
    public List<UUID> of(int scope, Direction pass) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT r.record_id FROM retry r LEFT JOIN coupling c ON c.scope = r.scope AND c."
                                + column(pass)
                                + " = r.record_id WHERE r.scope = ? AND r.direction = ?"
                                + " AND (c.skipped IS NULL OR NOT c.skipped)",
                        scope,
                        pass.ordinal())
                .mapTo(UUID.class)
                .list());
    }

    /** The column of {@code coupling} with the ids that a direction's rows hold. */
    private static String column(Direction pass) {
        return pass.source() == Side.BUSINESS_CENTRAL ? "business_central_id" : "dataverse_id";
    }

    /** What records failed on last in a direction, by id; those that are not marked, or whose data was not at fault, are left out. */
    public Map<UUID, Long> failures(int scope, Direction pass, Collection<UUID> ids) {
        Map<UUID, Long> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT r.record_id, r.failure FROM unnest(CAST(? AS UUID ARRAY)) AS u(id)"
                            + " JOIN retry r ON r.scope = ? AND r.direction = ? AND r.record_id = u.id"
                            + " WHERE r.failure <> 0")) {
                statement.setArray(1, connection.createArrayOf("UUID", ids.toArray()));
                statement.setInt(2, scope);
                statement.setInt(3, pass.ordinal());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                    }
                }
            }
            return found;
        });
    }

    /**
     * Marks records that failed and takes the mark from those that did not fail again.
     *
     * @param failed what each failed on, 0 if its data was not at fault
     */
    public void mark(
            Connection connection, int scope, Direction pass, Map<UUID, Long> failed, Collection<UUID> done, long at)
            throws SQLException {
        remove(connection, scope, pass, done);
        if (failed.isEmpty()) {
            return;
        }
        remove(connection, scope, pass, failed.keySet());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO retry (scope, direction, record_id, at, failure) VALUES (?, ?, ?, ?, ?)")) {
            for (Map.Entry<UUID, Long> mark : failed.entrySet()) {
                statement.setInt(1, scope);
                statement.setInt(2, pass.ordinal());
                statement.setObject(3, mark.getKey());
                statement.setLong(4, at);
                statement.setLong(5, mark.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets marks older than a run that took all of them up: what failed again is marked anew. */
    public void forgetBefore(int scope, Direction pass, long at) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM retry WHERE scope = ? AND direction = ? AND at < ?", scope, pass.ordinal(), at));
    }

    private static void remove(Connection connection, int scope, Direction pass, Collection<UUID> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM retry WHERE scope = ? AND direction = ? AND record_id = ?")) {
            for (UUID id : ids) {
                statement.setInt(1, scope);
                statement.setInt(2, pass.ordinal());
                statement.setObject(3, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
