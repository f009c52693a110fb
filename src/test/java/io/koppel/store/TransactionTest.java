package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction is stored as a whole or not at all, and says what went wrong. */
class TransactionTest {
    @TempDir
    static Path folder;

    private static Database database;

    @BeforeAll
    static void open() {
        database =
                Database.open(DatabaseSettings.embedded(folder.resolve("koppel").toString()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Object put(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO installation_setting (name, content) VALUES ('" + name + "', 'x')");
        }
        return name;
    }

    @Test
    void workThatFailsLeavesNothing() {
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    put(connection, "half");
                    throw new IllegalArgumentException("changed its mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(new InstallationSettings(database).get("half")).isEmpty();
    }

    /** As when the database goes away in the middle. */
    @Test
    void theCauseIsToldThoughRollingBackFailsToo() {
        Database lost = database.through(withoutRollback(database.dataSource()));

        assertThatThrownBy(() -> lost.inTransaction(connection -> {
                    throw new SQLException("the server was shut down");
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the server was shut down")
                .cause()
                .hasSuppressedException(new SQLException("no connection"));
    }

    private static DataSource withoutRollback(DataSource real) {
        InvocationHandler gives = (proxy, method, arguments) -> {
            Connection connection = real.getConnection();
            InvocationHandler refuses = (inner, called, with) -> {
                if (called.getName().equals("rollback")) {
                    throw new SQLException("no connection");
                }
                return called.invoke(connection, with);
            };
            return proxy(Connection.class, refuses);
        };
        return proxy(DataSource.class, gives);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(TransactionTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
