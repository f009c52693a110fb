package io.koppel.coupling;

import io.koppel.mapping.Direction;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code follow_up}: small writes that follow from a confirmed one and must not be forgotten by a crash. */
public final class FollowUps {
    private static final Direction[] DIRECTIONS = Direction.values();
    private final Database database;

    public FollowUps(Database database) {
        this.database = database;
    }

    /**
     * One thing to be done.
     *
     * @param kind name of the rule that knows how
     * @param direction of the passes that may do it: that of its cause, or both where nobody wrote down which that was
     */
    public record FollowUp(String kind, UUID businessCentralId, UUID dataverseId, long run, Direction direction) {}

    /** Records what is to be done, in the transaction that confirms its cause. */
    public void add(Connection connection, int scope, Collection<FollowUp> followUps) throws SQLException {
        remove(connection, scope, followUps);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO follow_up (scope, kind, business_central_id, dataverse_id, run, direction)"
                        + " VALUES (?,?,?,?,?,?)")) {
            for (FollowUp followUp : followUps) {
                statement.setInt(1, scope);
                statement.setString(2, followUp.kind());
                statement.setObject(3, followUp.businessCentralId());
                statement.setObject(4, followUp.dataverseId());
                statement.setLong(5, followUp.run());
                statement.setInt(6, followUp.direction().ordinal());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets what is done. */
    public void remove(Connection connection, int scope, Collection<FollowUp> followUps) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM follow_up WHERE scope = ? AND kind = ? AND business_central_id = ?")) {
            for (FollowUp followUp : followUps) {
                statement.setInt(1, scope);
                statement.setString(2, followUp.kind());
                statement.setObject(3, followUp.businessCentralId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What is still to be done for a mapping. */
    public List<FollowUp> open(int scope) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT kind, business_central_id, dataverse_id, run, direction FROM follow_up WHERE scope = ?",
                        scope)
                .map((rows, context) -> new FollowUp(
                        rows.getString(1),
                        rows.getObject(2, UUID.class),
                        rows.getObject(3, UUID.class),
                        rows.getLong(4),
                        DIRECTIONS[rows.getInt(5)]))
                .list());
    }
}
