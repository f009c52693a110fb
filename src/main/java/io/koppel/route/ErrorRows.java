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
 * dead-letter channel by itself. A commit of its own for each would make H2's file about 24 KB larger. Where nothing was opened on a
 * thread, each row commits by itself.
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
        private volatile boolean ended;

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

        void end() {
            ended = true;
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

    /** What this thread's rows belong to, null if each stands by itself. */
    private @Nullable Together open() {
        Together rows = OPEN.get();
        if (rows != null && rows.ended) {
            OPEN.remove();
            return null;
        }
        return rows == null || rows.of != this ? null : rows;
    }

    /** Until the exchange is done, what its thread writes belongs together. */
    void together(Exchange exchange) {
        if (open() != null) {
            return;
        }
        Together rows = new Together(this);
        OPEN.set(rows);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                // Perhaps on another thread, if a route goes on there; the first one finds out by itself.
                rows.end();
            }
        });
    }

    /** What a thread writes while this runs belongs together. */
    void together(Runnable work) {
        if (open() != null) {
            work.run();
            return;
        }
        Together rows = new Together(this);
        OPEN.set(rows);
        try {
            work.run();
        } finally {
            rows.end();
        }
    }

    @Override
    public Connection getConnection(DataSource dataSource) throws SQLException {
        Together rows = open();
        return rows == null ? dataSource.getConnection() : rows.connection(dataSource);
    }

    /** Always false: a connection in a transaction camel-jdbc closes as well, at the end of the exchange. */
    @Override
    public boolean isConnectionTransactional(Connection connection, DataSource dataSource) {
        return false;
    }
}
