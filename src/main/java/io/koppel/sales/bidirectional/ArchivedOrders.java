package io.koppel.sales.bidirectional;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code archived_order}. */
final class ArchivedOrders {
    private final Database database;
    private final String company;

    ArchivedOrders(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** Those of some orders of Sales that have ended. */
    List<ArchivedOrder> of(Collection<UUID> dataverseIds) {
        if (dataverseIds.isEmpty()) {
            return List.of();
        }
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT a.* FROM unnest(CAST(? AS UUID ARRAY)) AS u(id)"
                            + " JOIN archived_order a ON a.company = ? AND a.dataverse_id = u.id")) {
                statement.setArray(1, connection.createArrayOf("UUID", dataverseIds.toArray()));
                statement.setString(2, company);
                return rows(statement);
            }
        });
    }

    /** Those of which Sales was not told yet. */
    List<ArchivedOrder> open() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT * FROM archived_order WHERE company = ? AND settled = FALSE ORDER BY dataverse_id")) {
                statement.setString(1, company);
                return rows(statement);
            }
        });
    }

    /** A page of those of which Sales was told, or was not told yet, in the order of their ids there. */
    List<ArchivedOrder> page(boolean settled, @Nullable UUID after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT * FROM archived_order WHERE company = ? AND settled = ?"
                            + (after == null ? "" : " AND dataverse_id > ?") + " ORDER BY dataverse_id LIMIT ?")) {
                int at = 1;
                statement.setString(at++, company);
                statement.setBoolean(at++, settled);
                if (after != null) {
                    statement.setObject(at++, after);
                }
                statement.setInt(at, limit);
                return rows(statement);
            }
        });
    }

    private static List<ArchivedOrder> rows(PreparedStatement statement) throws SQLException {
        List<ArchivedOrder> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new ArchivedOrder(
                        rows.getObject("dataverse_id", UUID.class),
                        rows.getObject("business_central_id", UUID.class),
                        rows.getString("order_number"),
                        rows.getString("order_name"),
                        rows.getBoolean("settled")));
            }
        }
        return found;
    }

    /** Writes rows, replacing those of the same orders. */
    void put(Connection connection, Collection<ArchivedOrder> orders) throws SQLException {
        try (PreparedStatement old = connection.prepareStatement(
                        "DELETE FROM archived_order WHERE company = ? AND dataverse_id = ?");
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO archived_order (company, dataverse_id, business_central_id, order_number, order_name,"
                                + " settled) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (ArchivedOrder order : orders) {
                old.setString(1, company);
                old.setObject(2, order.dataverseId());
                old.addBatch();
                statement.setString(1, company);
                statement.setObject(2, order.dataverseId());
                statement.setObject(3, order.businessCentralId());
                statement.setString(4, order.number());
                statement.setString(5, order.name());
                statement.setBoolean(6, order.settled());
                statement.addBatch();
            }
            old.executeBatch();
            statement.executeBatch();
        }
    }
}
