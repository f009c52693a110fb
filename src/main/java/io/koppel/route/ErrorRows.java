package io.koppel.route;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.ConnectionStrategy;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code errorRows}: lets the rows that the error route writes for one batch be committed together, although each comes through the
 * dead-letter channel by itself. A commit of its own for each would cost more than everything else that is done about a failed record,
 * and 25 KB of H2's file. Where nothing was opened on a thread, each row commits by itself.
 *
 * <p>Nothing depends on this commit: what failed stands in the batch's own confirmation already, and a row that is missing after a
 * death is written at the next start.
 */
final class ErrorRows implements ConnectionStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorRows.class);

    private static final ThreadLocal<@Nullable Together> OPEN = new ThreadLocal<>();

    /** Rows of one thread that become visible at once. */
    private static final class Together {
        private final ErrorRows of;
        private @Nullable Connection connection;

        Together(ErrorRows of) {
            this.of = of;
        }

        /** To be used as if it were of the caller's own: closing it does nothing yet. */
        Connection connection(DataSource dataSource) throws SQLException {
            if (connection == null) {
                connection = dataSource.getConnection();
                connection.setAutoCommit(false);
            }
            Connection writing = connection;
            return (Connection) Proxy.newProxyInstance(
                    ErrorRows.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            return null;
                        }
                        try {
                            return method.invoke(writing, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() == null ? e : e.getCause();
                        }
                    });
        }

        void commit() {
            if (connection == null) {
                return;
            }
            try (Connection writing = connection) {
                writing.commit();
            } catch (SQLException e) {
                LOG.warn("the error log lacks rows of a batch; they are written at the next start", e);
            }
        }
    }

    /** Until the exchange is done, what its thread writes belongs together. */
    void together(Exchange exchange) {
        if (OPEN.get() != null) {
            return;
        }
        Together rows = new Together(this);
        OPEN.set(rows);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                OPEN.remove();
                rows.commit();
            }
        });
    }

    /** What a thread writes while this runs belongs together. */
    void together(Runnable work) {
        if (OPEN.get() != null) {
            work.run();
            return;
        }
        Together rows = new Together(this);
        OPEN.set(rows);
        try {
            work.run();
        } finally {
            OPEN.remove();
            rows.commit();
        }
    }

    @Override
    public Connection getConnection(DataSource dataSource) throws SQLException {
        Together rows = OPEN.get();
        return rows == null || rows.of != this ? dataSource.getConnection() : rows.connection(dataSource);
    }

    /** Always false: a connection in a transaction camel-jdbc closes as well, at the end of the exchange. */
    @Override
    public boolean isConnectionTransactional(Connection connection, DataSource dataSource) {
        return false;
    }
}
