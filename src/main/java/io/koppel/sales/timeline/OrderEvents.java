package io.koppel.sales.timeline;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code order_event}: an event is noted once, whoever sees it how often, and stays until its post is written. */
public final class OrderEvents {
    private final Database database;
    private final String company;

    OrderEvents(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** Notes events; those that are known already stay as they are. */
    void note(Connection connection, Collection<OrderEvent> events, long now) throws SQLException {
        Map<UUID, OrderEvent> more = new LinkedHashMap<>();
        events.forEach(event -> more.put(event.post(), event));
        more.keySet().removeAll(known(connection, more.keySet()));
        if (more.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO order_event (company, post_id, order_id, kind, document, state, at)"
                        + " VALUES (?, ?, ?, ?, ?, 'waiting', ?)")) {
            for (OrderEvent event : more.values()) {
                statement.setString(1, company);
                statement.setObject(2, event.post());
                statement.setObject(3, event.order());
                statement.setString(4, event.kind().word());
                statement.setString(5, event.document());
                statement.setLong(6, now);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Set<UUID> known(Connection connection, Collection<UUID> posts) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT e.post_id FROM unnest(CAST(? AS UUID ARRAY)) AS u(id)"
                        + " JOIN order_event e ON e.company = ? AND e.post_id = u.id")) {
            statement.setArray(1, connection.createArrayOf("UUID", posts.toArray()));
            statement.setString(2, company);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    /** Events whose post is still to be written, the oldest first. */
    List<OrderEvent> waiting(int limit) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT post_id, order_id, kind, document FROM order_event WHERE company = :company"
                                + " AND state = 'waiting' ORDER BY at, post_id LIMIT :limit")
                .bind("company", company)
                .bind("limit", limit)
                .map((rows, context) -> new OrderEvent(
                        rows.getObject("post_id", UUID.class),
                        rows.getObject("order_id", UUID.class),
                        EventKind.of(rows.getString("kind")),
                        rows.getString("document")))
                .list());
    }

    /** The post is written. */
    void sent(Connection connection, Collection<OrderEvent> events) throws SQLException {
        close(connection, events, "sent", null);
    }

    /** The post will never be written. */
    void dropped(Connection connection, OrderEvent event, String reason) throws SQLException {
        close(connection, List.of(event), "dropped", StoredText.cut(reason, 2000));
    }

    private void close(Connection connection, Collection<OrderEvent> events, String state, @Nullable String message)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE order_event SET state = ?, message = ? WHERE company = ? AND post_id = ?")) {
            for (OrderEvent event : events) {
                statement.setString(1, state);
                statement.setString(2, message);
                statement.setString(3, company);
                statement.setObject(4, event.post());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
