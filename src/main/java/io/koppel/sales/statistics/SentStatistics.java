package io.koppel.sales.statistics;

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

/** The table {@code account_statistics}: whose figures were sent at least once. */
final class SentStatistics {
    private static final int COUPLED = 2;

    private final Database database;
    private final String company;

    SentStatistics(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /**
     * A customer whose figures stand in Sales.
     *
     * @param account key of the account
     * @param statistics key of its row of figures
     */
    record Sent(UUID customer, UUID account, UUID statistics) {}

    /**
     * Coupled customers, none of them skipped, whose figures were never sent to the account they are coupled with, or not since
     * they were released.
     *
     * @param scope of the customers' mapping
     * @param after continue behind this customer, null to begin
     */
    List<UUID> missing(int scope, @Nullable UUID after, int limit) {
        return database.read(connection -> {
            List<UUID> found = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT c.business_central_id FROM coupling c"
                            + " LEFT JOIN account_statistics s ON s.company = ? AND s.customer_id = c.business_central_id"
                            + " AND s.account_id = c.dataverse_id"
                            + " WHERE c.scope = ? AND c.state = ? AND c.skipped = FALSE AND (s.customer_id IS NULL OR s.outdated)"
                            + (after == null ? "" : " AND c.business_central_id > ?")
                            + " ORDER BY c.business_central_id LIMIT " + limit)) {
                statement.setString(1, company);
                statement.setInt(2, scope);
                statement.setInt(3, COUPLED);
                if (after != null) {
                    statement.setObject(4, after);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getObject(1, UUID.class));
                    }
                }
            }
            return found;
        });
    }

    /**
     * Remembers who is skipped: what moves meanwhile is passed over, so all figures are sent once the customer is released
     * (sync-semantics.md §4.1).
     *
     * @param scope of the customers' mapping
     */
    void noteSkipped(int scope) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE account_statistics SET outdated = TRUE WHERE company = ? AND outdated = FALSE"
                                + " AND customer_id IN (SELECT business_central_id FROM skipped_record WHERE scope = ?)",
                        company,
                        scope));
    }

    /** Forgets customers: their figures are sent anew once they are coupled again, or released. */
    void forget(Connection connection, Collection<UUID> customers) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM account_statistics WHERE company = ? AND customer_id = ?")) {
            for (UUID customer : customers) {
                delete.setString(1, company);
                delete.setObject(2, customer);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Customers that are coupled no more, or with another account, while figures of theirs stand in Sales. */
    List<Sent> parted(int scope, int limit) {
        return database.read(connection -> {
            List<Sent> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT s.customer_id, s.account_id, s.statistics_id FROM account_statistics s"
                            + " LEFT JOIN coupling c ON c.scope = ? AND c.business_central_id = s.customer_id"
                            + " AND c.dataverse_id = s.account_id"
                            + " WHERE s.company = ? AND c.business_central_id IS NULL LIMIT " + limit)) {
                statement.setInt(1, scope);
                statement.setString(2, company);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Sent(
                                rows.getObject(1, UUID.class),
                                rows.getObject(2, UUID.class),
                                rows.getObject(3, UUID.class)));
                    }
                }
            }
            return found;
        });
    }

    /** Remembers customers, replacing what was known of them. */
    void put(Connection connection, Collection<Sent> sent) throws SQLException {
        forget(connection, sent.stream().map(Sent::customer).toList());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO account_statistics"
                + " (company, customer_id, account_id, statistics_id) VALUES (?, ?, ?, ?)")) {
            for (Sent one : sent) {
                insert.setString(1, company);
                insert.setObject(2, one.customer());
                insert.setObject(3, one.account());
                insert.setObject(4, one.statistics());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
