package io.koppel.sales.availability;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code item_availability}. */
public final class ItemAvailability {
    private static final int COUPLED = 2;
    private static final String SELECT =
            "SELECT item_id, product_id, item_number, unit, inventory FROM item_availability WHERE company = ?";

    private final Database database;
    private final String company;

    public ItemAvailability(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** The items of some products; those that are not known are left out. */
    public List<AvailableItem> ofProducts(Collection<UUID> products) {
        return find(" AND product_id IN (" + places(products) + ") ORDER BY item_number", List.copyOf(products));
    }

    /** Items by their numbers. */
    public List<AvailableItem> ofNumbers(Collection<String> numbers) {
        return find(" AND item_number IN (" + places(numbers) + ") ORDER BY item_number", List.copyOf(numbers));
    }

    /** Items in the order of their numbers, behind one of them; "" to begin. */
    public List<AvailableItem> page(String after, int limit) {
        return find(" AND item_number > ? ORDER BY item_number LIMIT " + limit, List.of(after));
    }

    private static String places(Collection<?> values) {
        return String.join(",", values.stream().map(value -> "?").toList());
    }

    private List<AvailableItem> find(String condition, List<?> values) {
        return database.read(connection -> {
            List<AvailableItem> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(SELECT + condition)) {
                statement.setString(1, company);
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 2, values.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new AvailableItem(
                                rows.getObject(1, UUID.class),
                                rows.getObject(2, UUID.class),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getBigDecimal(5)));
                    }
                }
            }
            return found;
        });
    }

    /** Coupled items, none of them skipped, that are not known yet. */
    List<UUID> missing(int scope, int limit) {
        return database.read(connection -> {
            List<UUID> found = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT c.business_central_id FROM coupling c"
                            + " LEFT JOIN item_availability a ON a.company = ? AND a.item_id = c.business_central_id"
                            + " AND a.product_id = c.dataverse_id"
                            + " WHERE c.scope = ? AND c.state = ? AND c.skipped = FALSE AND a.item_id IS NULL"
                            + " ORDER BY c.business_central_id LIMIT " + limit)) {
                statement.setString(1, company);
                statement.setInt(2, scope);
                statement.setInt(3, COUPLED);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getObject(1, UUID.class));
                    }
                }
            }
            return found;
        });
    }

    /** Forgets items that are coupled no more, or with another product. */
    void forgetParted(Connection connection, int scope) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM item_availability WHERE company = ?"
                + " AND NOT EXISTS (SELECT 1 FROM coupling c WHERE c.scope = ?"
                + " AND c.business_central_id = item_availability.item_id"
                + " AND c.dataverse_id = item_availability.product_id)")) {
            delete.setString(1, company);
            delete.setInt(2, scope);
            delete.executeUpdate();
        }
    }

    /** Remembers items, replacing what was known of them. */
    public void put(Connection connection, Collection<AvailableItem> items) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM item_availability WHERE company = ? AND item_id = ?")) {
            for (AvailableItem item : items) {
                delete.setString(1, company);
                delete.setObject(2, item.item());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO item_availability"
                + " (company, item_id, product_id, item_number, unit, inventory) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (AvailableItem item : items) {
                insert.setString(1, company);
                insert.setObject(2, item.item());
                insert.setObject(3, item.product());
                insert.setString(4, item.number());
                insert.setString(5, item.unit());
                insert.setBigDecimal(6, item.inventory());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
