package io.koppel.coupling;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code option_mapping}. Choice mappings are small; they are read whole. */
public final class OptionMappings {
    private final Database database;

    public OptionMappings(Database database) {
        this.database = database;
    }

    /** Every option mapping of a choice mapping. */
    public List<OptionMapping> all(int scope) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT business_central_id, code, table_column, option_value, label FROM option_mapping"
                                + " WHERE scope = ?",
                        scope)
                .map((rows, context) -> new OptionMapping(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        rows.getString(5)))
                .list());
    }

    /** Writes option mappings, replacing those of the same records. */
    public void put(Connection connection, int scope, Collection<OptionMapping> options) throws SQLException {
        delete(
                connection,
                scope,
                options.stream().map(OptionMapping::businessCentralId).toList());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO option_mapping (scope, business_central_id, code, table_column, option_value, label)"
                        + " VALUES (?,?,?,?,?,?)")) {
            for (OptionMapping option : options) {
                statement.setInt(1, scope);
                statement.setObject(2, option.businessCentralId());
                statement.setString(3, option.code());
                statement.setString(4, option.tableColumn());
                statement.setInt(5, option.value());
                statement.setString(6, option.label());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Removes the option mappings of records. */
    public void delete(Connection connection, int scope, Collection<UUID> businessCentralIds) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM option_mapping WHERE scope = ? AND business_central_id = ?")) {
            for (UUID id : businessCentralIds) {
                statement.setInt(1, scope);
                statement.setObject(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
