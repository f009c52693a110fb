package io.koppel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections to H2 of which one writes at a time; reading ones never wait.
 *
 * <p>At a commit H2 stores all its maps, each table and each index one, and the undo log of each open transaction another. It takes them
 * one after the other while other transactions go on writing (H2's own issue 2080, as far as 2.5.252). So what it stores may hold the
 * later half of somebody else's transaction without the earlier one, and without the undo log that would take it back. The next commit
 * mends that; a process killed before leaves it in the file: indexes with entries that no row belongs to, locked for good, or
 * halves of transactions. Nothing of the kind can come about while nobody writes but the one who commits.
 *
 * <p>A connection takes its turn with its first statement that is not a query and keeps it until it is closed, because a statement
 * prepared once may write again after a commit.
 */
final class SingleWriter extends HikariDataSource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE", "SHOW", "EXPLAIN");

    private final WritersTurn turn = new WritersTurn(LONGEST_WAIT);

    SingleWriter(HikariConfig config) {
        super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        // A second connection of the one who writes does not wait for the pool, whose others may all be held by those
        // who wait.
        Connection connection = turn.isMine()
                ? DriverManager.getConnection(getJdbcUrl(), getUsername(), getPassword())
                : super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                SingleWriter.class.getClassLoader(), new Class<?>[] {Connection.class}, new InTurn(connection));
    }

    /** Whether a statement may change something, or holds rows for a change. */
    static boolean writes(String sql) {
        String text = sql.strip().toUpperCase(Locale.ROOT);
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return !QUERIES.contains(text.substring(0, end)) || text.contains("FOR UPDATE");
    }

    /** One connection, from the pool and back. */
    private final class InTurn implements InvocationHandler {
        private final Connection connection;
        private boolean writing;

        InTurn(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "prepareStatement", "prepareCall" -> {
                    if (arguments != null && writes((String) arguments[0])) {
                        begin();
                    }
                }
                // What it will be given is not known yet.
                case "createStatement" -> begin();
                case "close" -> {
                    end();
                    return null;
                }
                default -> {}
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private void begin() throws SQLException {
            if (!writing) {
                turn.take();
                writing = true;
            }
        }

        private void end() throws SQLException {
            try {
                connection.close();
            } finally {
                if (writing) {
                    writing = false;
                    turn.giveBack();
                }
            }
        }
    }
}
