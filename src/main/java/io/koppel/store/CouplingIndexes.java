package io.koppel.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the indexes of the table of couplings list as many rows as the table holds, and rebuilds them if not. After
 * SIGKILL an H2 file has been seen with entries in its indexes that no row belongs to, also with a program that used nothing
 * but H2 2.5.252. Reading or inserting such a row then waits for a lock that nobody holds and fails, in every later run.
 */
final class CouplingIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(CouplingIndexes.class);

    private CouplingIndexes() {}

    /** Answers the names of the indexes that disagreed with the table; they agree afterwards. */
    static List<String> mend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long rows = count(statement, "");
            TreeMap<String, Long> differing = new TreeMap<>();
            for (String index : names(statement)) {
                long listed = count(statement, '"' + index + '"');
                if (listed != rows) {
                    differing.put(index, listed);
                }
            }
            if (!differing.isEmpty()) {
                LOG.warn("the database lists {} couplings in indexes but holds {}: rebuilding them", differing, rows);
                rebuild(statement);
            }
            return List.copyOf(differing.keySet());
        }
    }

    /** H2 has no statement for it, but copies the table into new indexes when its columns change. */
    static void rebuild(Statement statement) throws SQLException {
        statement.execute("ALTER TABLE coupling ADD COLUMN rebuilt INT");
        statement.execute("ALTER TABLE coupling DROP COLUMN rebuilt");
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT index_name FROM information_schema.indexes"
                + " WHERE table_schema = SCHEMA() AND table_name = 'COUPLING'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Rows as this index lists them; without a name, as the table itself does. Each index begins with the scope. */
    private static long count(Statement statement, String index) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT COUNT(*) FROM coupling USE INDEX (" + index + ") WHERE scope >= -2147483648")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
