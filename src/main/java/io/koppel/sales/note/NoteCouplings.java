package io.koppel.sales.note;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The table {@code note_coupling}: no note is sent twice, and none comes back as its own echo. */
final class NoteCouplings {
    private final Database database;
    private final String company;

    NoteCouplings(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** Couplings by ids of Sales; those that do not exist are left out. */
    Map<UUID, NoteCoupling> ofSales(Collection<UUID> annotations) {
        return find("annotation_id", annotations, NoteCoupling::annotation);
    }

    /** Couplings by ids of Business Central; those that do not exist are left out. */
    Map<UUID, NoteCoupling> ofBusinessCentral(Collection<UUID> notes) {
        return find("business_central_id", notes, NoteCoupling::businessCentral);
    }

    /** Couplings of the notes of some orders of Sales, by ids of Sales. */
    Map<UUID, NoteCoupling> ofOrders(Collection<UUID> orders) {
        return find("order_id", orders, NoteCoupling::annotation);
    }

    private Map<UUID, NoteCoupling> find(String column, Collection<UUID> ids, Function<NoteCoupling, UUID> key) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.read(connection -> {
            Map<UUID, NoteCoupling> found = new HashMap<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT n.* FROM unnest(CAST(? AS UUID ARRAY)) AS u(id)"
                            + " JOIN note_coupling n ON n.company = ? AND n." + column + " = u.id")) {
                statement.setArray(1, connection.createArrayOf("UUID", ids.toArray()));
                statement.setString(2, company);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        NoteCoupling coupling = new NoteCoupling(
                                rows.getObject("annotation_id", UUID.class),
                                rows.getObject("business_central_id", UUID.class),
                                rows.getObject("order_id", UUID.class),
                                NoteOrigin.of(rows.getString("origin")),
                                rows.getString("text_digest"),
                                rows.getBoolean("confirmed"));
                        found.put(key.apply(coupling), coupling);
                    }
                }
            }
            return found;
        });
    }

    /** Writes couplings, replacing those of the same annotations. */
    void put(Connection connection, Collection<NoteCoupling> couplings) throws SQLException {
        delete(connection, couplings);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO note_coupling (company, annotation_id, business_central_id, order_id, origin, text_digest,"
                        + " confirmed) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (NoteCoupling coupling : couplings) {
                statement.setString(1, company);
                statement.setObject(2, coupling.annotation());
                statement.setObject(3, coupling.businessCentral());
                statement.setObject(4, coupling.order());
                statement.setString(5, coupling.origin().word());
                statement.setString(6, coupling.digest());
                statement.setBoolean(7, coupling.confirmed());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets couplings. */
    void delete(Connection connection, Collection<NoteCoupling> couplings) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM note_coupling WHERE company = ? AND annotation_id = ?")) {
            for (NoteCoupling coupling : couplings) {
                statement.setString(1, company);
                statement.setObject(2, coupling.annotation());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
