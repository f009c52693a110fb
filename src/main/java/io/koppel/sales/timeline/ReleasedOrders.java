package io.koppel.sales.timeline;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The table {@code released_order}: how orders stood when they were looked at last. */
final class ReleasedOrders {
    private final Database database;
    private final String company;

    ReleasedOrders(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /**
     * How an order stood.
     *
     * @param releases how often it has been released so far
     */
    record Standing(boolean released, int releases) {
        static final Standing NEW = new Standing(false, 0);

        /** The same order, seen as it is now. */
        Standing seen(boolean isReleased) {
            return new Standing(isReleased, isReleased && !released ? releases + 1 : releases);
        }
    }

    /** How some orders stood; those never seen are left out. */
    Map<UUID, Standing> of(Collection<UUID> orders) {
        return database.read(connection -> {
            Map<UUID, Standing> found = new HashMap<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT r.* FROM unnest(CAST(? AS UUID ARRAY)) AS u(id)"
                            + " JOIN released_order r ON r.company = ? AND r.order_id = u.id")) {
                statement.setArray(1, connection.createArrayOf("UUID", orders.toArray()));
                statement.setString(2, company);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.put(
                                rows.getObject("order_id", UUID.class),
                                new Standing(rows.getBoolean("released"), rows.getInt("releases")));
                    }
                }
            }
            return found;
        });
    }

    /** Remembers how orders stand. */
    void put(Connection connection, Map<UUID, Standing> standings) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM released_order WHERE company = ? AND order_id = ?")) {
            for (UUID order : standings.keySet()) {
                statement.setString(1, company);
                statement.setObject(2, order);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO released_order (company, order_id, released, releases) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<UUID, Standing> entry : standings.entrySet()) {
                statement.setString(1, company);
                statement.setObject(2, entry.getKey());
                statement.setBoolean(3, entry.getValue().released());
                statement.setInt(4, entry.getValue().releases());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
