package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One number for a mapping, whoever asks for it first. */
class ScopesTest {
    @TempDir
    static Path folder;

    /** Both would wait for each other otherwise: one for the turn to write, the other for the answer to the same question. */
    @Test
    void aNumberIsFoundInATransactionWhileSomebodyElseWaitsToMakeIt() throws Exception {
        try (Database database =
                Database.open(DatabaseSettings.embedded(folder.resolve("koppel").toString()))) {
            Scopes scopes = new Scopes(database);
            FutureTask<Integer> other = new FutureTask<>(() -> scopes.of("CRONUS", "CUSTOMER"));
            Thread waiting = new Thread(other, "asks as well");

            int mine = database.inTransaction(connection -> {
                write(connection);
                waiting.start();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
                return scopes.of("CRONUS", "CUSTOMER");
            });

            assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(mine);
            assertThat(scopes.of("CRONUS", "CONTACT")).isNotEqualTo(mine);
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO installation_setting (name, content) VALUES ('busy', 'yes')");
        }
    }
}
