package io.koppel.simulation;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The way of one incarnation to the database: dead processes reach nothing, and some die at a commit. */
final class MortalStore implements DataSource {
    private final DataSource real;
    private final Mortality mortality;

    MortalStore(DataSource real, Mortality mortality) {
        this.real = real;
        this.mortality = mortality;
    }

    @Override
    public Connection getConnection() throws SQLException {
        mortality.mustLive();
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(
                MortalStore.class.getClassLoader(), new Class<?>[] {Connection.class}, new Guarded(connection));
    }

    /** A connection that knows whether its transaction opens intents or confirms them. */
    private final class Guarded implements InvocationHandler {
        private final Connection connection;
        private boolean opens;
        private boolean confirms;

        Guarded(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close", "rollback", "isClosed", "unwrap", "isWrapperFor", "hashCode", "toString" -> {
                    // a dead process's connections are rolled back and given back, whoever does it
                }
                case "prepareStatement" -> {
                    mortality.mustLive();
                    String sql = (String) arguments[0];
                    opens |= sql.startsWith("INSERT INTO intent");
                    confirms |= sql.startsWith("INSERT INTO history") || sql.startsWith("UPDATE job_log");
                }
                case "commit" -> {
                    return commit();
                }
                default -> mortality.mustLive();
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private Object commit() throws SQLException {
            mortality.mustLive();
            if (opens ? mortality.strikes(CrashPoint.BEFORE_INTENT) : dies(CrashPoint.BEFORE_COMMIT)) {
                connection.rollback();
                throw mortality.die(opens ? CrashPoint.BEFORE_INTENT : CrashPoint.BEFORE_COMMIT);
            }
            connection.commit();
            if (opens ? mortality.strikes(CrashPoint.AFTER_INTENT) : dies(CrashPoint.AFTER_COMMIT)) {
                throw mortality.die(opens ? CrashPoint.AFTER_INTENT : CrashPoint.AFTER_COMMIT);
            }
            opens = false;
            confirms = false;
            return null;
        }

        private boolean dies(CrashPoint point) {
            return confirms && mortality.strikes(point);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the pool's own
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
