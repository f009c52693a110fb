package io.koppel.sales.quote;

import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code quote_archive}: how many archived versions a quote of Business Central had before Koppel archives it. Whoever
 * finds the row after a death sees by the number whether that archiving has happened, so that it happens once.
 */
final class QuoteArchives {
    private final Database database;
    private final String company;

    QuoteArchives(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** Why a quote is archived. */
    enum Reason {
        REVISED,
        WON
    }

    /** The versions there were before, null if the archiving was not begun. */
    @Nullable
    Integer before(Reason reason, UUID quote) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT versions FROM quote_archive WHERE company = :company"
                                + " AND quote_id = :quote AND reason = :reason")
                        .bind("company", company)
                        .bind("quote", quote)
                        .bind("reason", reason.name())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(null));
    }

    /** Notes that a quote is about to be archived. */
    void begin(Connection connection, Reason reason, UUID quote, int versions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO quote_archive (company, quote_id, reason, versions) VALUES (?, ?, ?, ?)")) {
            statement.setString(1, company);
            statement.setObject(2, quote);
            statement.setString(3, reason.name());
            statement.setInt(4, versions);
            statement.executeUpdate();
        }
    }
}
