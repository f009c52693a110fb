package io.koppel;

import io.koppel.store.DatabaseSettings;
import io.koppel.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The demo's own database, emptied at each start: what it remembered of the last sandbox is gone with that sandbox. */
final class DemoStore {
    private DemoStore() {}

    /** Empties through H2, whose lock keeps the database of a demo that still runs from being taken away. */
    static void empty(DatabaseSettings store) {
        try (Connection connection = DriverManager.getConnection(store.url(), store.user(), store.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        } catch (SQLException e) {
            throw new StoreException(
                    "cannot open the demo's database " + store.url() + ": " + e.getMessage()
                            + "; end the demo that uses it, or choose another folder with --data",
                    e);
        }
    }
}
