package io.koppel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** Koppel's database: connection pool, migrations, transactions. H2 in a file by default, PostgreSQL by its URL. */
public final class Database implements AutoCloseable {
    private static final String H2_FILE = "jdbc:h2:file:";

    /** The installation setting that stands in a database which the last process closed itself. */
    private static final String CLOSED = "closed";

    private final DataSource dataSource;
    private final Runnable closing;
    private final boolean clustered;
    private final Jdbi jdbi;

    private Database(DataSource dataSource, boolean clustered, Runnable closing) {
        this.dataSource = dataSource;
        this.clustered = clustered;
        this.closing = closing;
        this.jdbi = Jdbi.create(dataSource);
    }

    /** The same database through another way to its connections; the caller closes it. */
    public Database through(DataSource other) {
        return new Database(other, clustered, () -> {});
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws StoreException if it cannot be reached, is in use by another process, or a migration fails
     */
    public static Database open(DatabaseSettings settings) {
        findNewest(settings.url());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(durable(settings.url()));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setPoolName("koppel");
        config.setAutoCommit(true);
        HikariDataSource dataSource;
        try {
            dataSource =
                    settings.url().startsWith("jdbc:h2:") ? new SingleWriter(config) : new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(
                    "cannot open the database " + settings.url() + ": " + rootMessage(e)
                            + "; check koppel.store.url and that no other Koppel uses it",
                    e);
        }
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .javaMigrations(new QuartzTables())
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            dataSource.close();
            throw new StoreException("cannot migrate the database " + settings.url() + ": " + rootMessage(e), e);
        }
        if (!settings.url().startsWith(H2_FILE)) {
            return new Database(dataSource, settings.url().startsWith("jdbc:postgresql:"), dataSource::close);
        }
        Database database = new Database(dataSource, false, () -> closeWell(dataSource));
        if (!new InstallationSettings(database).remove(CLOSED)) {
            database.read(Indexes::mend);
        }
        return database;
    }

    private static void findNewest(String url) {
        if (!url.startsWith(H2_FILE)) {
            return;
        }
        String path = url.substring(H2_FILE.length()).split(";", 2)[0] + ".mv.db";
        Path file = Path.of(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
        try {
            NewestChunk.point(file);
        } catch (IOException e) {
            throw new StoreException("cannot read the database " + file + ": " + e.getMessage(), e);
        }
    }

    private static void closeWell(HikariDataSource dataSource) {
        if (!dataSource.isClosed()) {
            new InstallationSettings(new Database(dataSource, false, () -> {})).put(CLOSED, "yes");
        }
        dataSource.close();
    }

    /** Statements that H2 keeps parsed for each connection: a batch needs about twenty, of the usual eight none is left. */
    private static final String PARSED_STATEMENTS = "QUERY_CACHE_SIZE=";

    /**
     * H2 returns from a commit before the row is on disk unless told otherwise: a process killed within half a second loses
     * committed rows, and with them the intents that prevent duplicates. So the option is added whatever the URL says.
     */
    static String durable(String url) {
        if (!url.startsWith("jdbc:h2:") || url.startsWith("jdbc:h2:mem:")) {
            return url;
        }
        StringBuilder result = new StringBuilder();
        for (String part : url.split(";")) {
            if (!part.toUpperCase(Locale.ROOT).startsWith("WRITE_DELAY=")) {
                result.append(result.length() == 0 ? "" : ";").append(part);
            }
        }
        if (!url.toUpperCase(Locale.ROOT).contains(PARSED_STATEMENTS)) {
            result.append(';').append(PARSED_STATEMENTS).append(40);
        }
        return result.append(";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE").toString();
    }

    /** Whether other nodes may use this database at the same time. */
    public boolean clustered() {
        return clustered;
    }

    /** For the parts that speak JDBC: camel-jdbc, Quartz. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** For queries. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Runs work in one transaction on one connection; commits when it returns, rolls back when it throws.
     *
     * @throws StoreException if the database refuses
     */
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("the database refused: " + e.getMessage(), e);
        }
    }

    /** What made the work fail is what people need to know; that a lost connection cannot be rolled back follows from it. */
    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Runs reading work on one connection without a transaction of its own. */
    public <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new StoreException("the database refused: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
