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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indexes of the couplings in an H2 file: sound ones are left alone, and rebuilt ones are what they were. */
class CouplingIndexesTest {
    @TempDir
    private Path data;

    @Test
    void soundIndexesAreLeftAlone() throws Exception {
        try (Database database = open();
                Connection connection = database.dataSource().getConnection()) {
            insert(connection, UUID.randomUUID());

            assertThat(CouplingIndexes.mend(connection)).isEmpty();
        }
    }

    @Test
    void aRebuiltTableKeepsItsRowsAndRefusesASecondCouplingStill() throws Exception {
        UUID account = UUID.randomUUID();
        try (Database database = open();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            insert(connection, account);

            CouplingIndexes.rebuild(statement);

            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM coupling")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            assertThat(CouplingIndexes.mend(connection)).isEmpty();
            assertThatThrownBy(() -> insert(connection, account)).hasMessageContaining("Unique index");
        }
    }

    private Database open() {
        return Database.open(DatabaseSettings.embedded(data.resolve("koppel").toString()));
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
