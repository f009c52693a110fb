package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.result.Row;
import org.h2.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indexes of an H2 file: sound ones are left alone, damaged ones are found and rebuilt at the start after a death. */
class IndexesTest {
    @TempDir
    private Path data;

    @Test
    void soundIndexesAreLeftAlone() throws Exception {
        try (Database database = open();
                Connection connection = database.dataSource().getConnection()) {
            insert(connection, UUID.randomUUID());

            assertThat(Indexes.mend(connection)).isEmpty();
        }
    }

    @Test
    void aRowMissingInAnIndexIsFoundAndListedAgain() throws Exception {
        UUID account = UUID.randomUUID();
        try (Database database = open();
                Connection connection = database.dataSource().getConnection()) {
            insert(connection, account);
            damage(connection, account);
            assertThat(byAccount(connection, account)).isZero();

            assertThat(Indexes.mend(connection)).containsExactly("COUPLING_BY_DATAVERSE");

            assertThat(byAccount(connection, account)).isEqualTo(1);
            assertThat(Indexes.mend(connection)).isEmpty();
            assertThatThrownBy(() -> insert(connection, account)).hasMessageContaining("Unique index");
        }
    }

    @Test
    void theFirstStartAfterADeathLooksAndTheNextOneDoesNot() throws Exception {
        UUID account = UUID.randomUUID();
        try (Database database = open();
                Connection connection = database.dataSource().getConnection()) {
            insert(connection, account);
            damage(connection, account);
        }
        try (Database closedWell = open()) {
            assertThat(closedWell.<Integer>read(connection -> byAccount(connection, account)))
                    .as("nothing was looked at after a process that ended by itself")
                    .isZero();
            closedWell.inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("DELETE FROM installation_setting");
                }
            });
            // As it would be for a process that dies now: nothing tells that it closed its database.
            try (Database afterADeath = open()) {
                assertThat(afterADeath.<Integer>read(connection -> byAccount(connection, account)))
                        .isEqualTo(1);
            }
        }
    }

    private Database open() {
        return Database.open(DatabaseSettings.embedded(data.resolve("koppel").toString()));
    }

    /** Takes the coupling of that account out of one index and leaves it in the table. H2 itself refills an index that is empty. */
    private static void damage(Connection connection, UUID account) throws SQLException {
        insert(connection, UUID.randomUUID());
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        Table table = session.getDatabase().getMainSchema().getTableOrView(session, "COUPLING");
        Index index = table.getIndexes().stream()
                .filter(one -> one.getName().equals("COUPLING_BY_DATAVERSE"))
                .findFirst()
                .orElseThrow();
        Cursor rows = table.getScanIndex(session).find(session, null, null, false);
        while (rows.next()) {
            Row row = rows.get();
            if (row.getValue(2).getString().equals(account.toString())) {
                index.remove(session, row);
            }
        }
        session.commit(false);
    }

    private static int byAccount(Connection connection, UUID account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM coupling WHERE scope = 1 AND dataverse_id = ?")) {
            statement.setObject(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void insert(Connection connection, UUID account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO coupling (scope, business_central_id, dataverse_id, state, business_central_stamp,"
                        + " dataverse_stamp, dataverse_version, to_result, from_result, skipped)"
                        + " VALUES (1, ?, ?, 2, 0, 0, 0, 0, 0, FALSE)")) {
            statement.setObject(1, UUID.randomUUID());
            statement.setObject(2, account);
            statement.executeUpdate();
        }
    }
}
