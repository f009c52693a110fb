package io.koppel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the indexes of an H2 file list as many rows as their tables hold, and rebuilds those that do not. A file written by
 * one transaction at a time ({@link SingleWriter}) has never been seen damaged; one that was written by several at once, and killed, has:
 * entries that no row belongs to, locked for good. It is looked at once after each process that did not end by itself.
 */
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    /** The least value of each type an index begins with: a condition that all rows meet, and an index can answer. */
    private static final Map<String, String> LEAST = Map.of(
            "INTEGER", "-2147483648",
            "SMALLINT", "-32768",
            "BIGINT", "-9223372036854775808",
            "CHARACTER VARYING", "''",
            "UUID", "UUID '00000000-0000-0000-0000-000000000000'");

    private Indexes() {}

    /** An index and what it begins with. */
    private record Known(String table, String name, String column, String type) {}

    /** Answers the names of the indexes that disagreed with their table; they agree afterwards. */
    static List<String> mend(Connection connection) throws SQLException {
        List<String> differing = new ArrayList<>();
        TreeSet<String> tables = new TreeSet<>();
        try (Statement statement = connection.createStatement()) {
            for (Known index : known(connection)) {
                long rows = count(statement, index, "");
                long listed = count(statement, index, '"' + index.name() + '"');
                if (listed != rows) {
                    LOG.warn(
                            "the database lists {} rows of {} in the index {} but holds {}: rebuilding it",
                            listed,
                            index.table(),
                            index.name(),
                            rows);
                    differing.add(index.name());
                    tables.add(index.table());
                }
            }
            for (String table : tables) {
                rebuild(statement, table);
            }
        }
        return differing;
    }

    /** H2 has no statement for it, but copies the table into new indexes when its columns change. */
    static void rebuild(Statement statement, String table) throws SQLException {
        statement.execute("ALTER TABLE \"" + table + "\" ADD COLUMN rebuilt INT");
        statement.execute("ALTER TABLE \"" + table + "\" DROP COLUMN rebuilt");
    }

    private static List<Known> known(Connection connection) throws SQLException {
        List<Known> known = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT i.table_name, i.index_name, i.column_name, c.data_type"
                                + " FROM information_schema.index_columns i JOIN information_schema.columns c"
                                + " ON c.table_schema = i.table_schema AND c.table_name = i.table_name"
                                + " AND c.column_name = i.column_name"
                                + " WHERE i.table_schema = SCHEMA() AND i.ordinal_position = 1"
                                + " ORDER BY i.table_name, i.index_name");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (LEAST.containsKey(rows.getString(4))) {
                    known.add(new Known(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return known;
    }

    /** Rows as this index lists them; without a name, as the table itself does. */
    private static long count(Statement statement, Known index, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + index.table() + "\" USE INDEX (" + name
                + ") WHERE \"" + index.column() + "\" >= " + LEAST.get(index.type()))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
