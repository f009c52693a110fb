package io.koppel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On H2 one connection writes at a time, so that what a commit stores holds no half of somebody else's transaction. */
class SingleWriterTest {
    private final Database database = Database.open(
            new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "koppel", "", 2));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSecondWriterWaitsUntilTheFirstIsDone() throws Exception {
        CompletableFuture<Void> second;
        Thread[] waiting = new Thread[1];
        try (Connection first = database.dataSource().getConnection()) {
            first.setAutoCommit(false);
            insert(first, "FIRST");
            second = CompletableFuture.runAsync(() -> {
                waiting[0] = Thread.currentThread();
                database.inTransaction(connection -> insert(connection, "SECOND"));
            });
            Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
            first.commit();
            assertThat(second).isNotDone();
        }
        second.get(10, TimeUnit.SECONDS);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void readingWaitsForNobody() throws Exception {
        try (Connection first = database.dataSource().getConnection()) {
            first.setAutoCommit(false);
            insert(first, "FIRST");

            assertThat(CompletableFuture.supplyAsync(this::count).get(10, TimeUnit.SECONDS))
                    .isZero();
        }
    }

    /** The pool has two connections: one is the writer's, one is held by a thread that waits for its turn. */
    @Test
    void aWriterCanTakeASecondConnectionWhileOthersWait() throws Exception {
        CompletableFuture<Void> other = new CompletableFuture<>();
        database.inTransaction(connection -> {
            insert(connection, "FIRST");
            Thread waiting = new Thread(() -> {
                database.inTransaction(later -> insert(later, "THIRD"));
                other.complete(null);
            });
            waiting.start();
            Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            return database.inTransaction(inner -> insert(inner, "SECOND"));
        });
        other.get(10, TimeUnit.SECONDS);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aFailedTransactionGivesItsTurnBack() {
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    insert(connection, "FIRST");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        database.inTransaction(connection -> insert(connection, "SECOND"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whoWaitsTooLongIsToldForWhom() throws Exception {
        WritersTurn turn = new WritersTurn(Duration.ofMillis(50));
        turn.take();
        String holder = Thread.currentThread().getName();
        CompletableFuture.runAsync(() -> assertThatThrownBy(turn::take)
                        .isInstanceOf(SQLTimeoutException.class)
                        .hasMessageContaining(holder + " held a transaction open"))
                .get(10, TimeUnit.SECONDS);
        turn.giveBack();
    }

    @Test
    void whoeverClosesTheConnectionGivesTheTurnBack() throws Exception {
        Connection first = database.dataSource().getConnection();
        insert(first, "FIRST");
        CompletableFuture.runAsync(() -> {
                    try {
                        first.close();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);

        assertThat(CompletableFuture.supplyAsync(
                                () -> database.inTransaction(connection -> insert(connection, "SECOND")))
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO scope VALUES (1)",
                "  update scope SET company = ''",
                "MERGE INTO scope VALUES (1)",
                "SELECT * FROM QRTZ_LOCKS WHERE lock_name = ? FOR UPDATE",
                "WITH a AS (SELECT 1) DELETE FROM scope",
                "(SELECT 1)",
                ""
            })
    void whatIsNoPlainQueryWrites(String sql) {
        assertThat(SingleWriter.writes(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "\n select company FROM scope", "VALUES 1"})
    void aQueryDoesNot(String sql) {
        assertThat(SingleWriter.writes(sql)).isFalse();
    }

    private static int insert(Connection connection, String mapping) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO scope (company, mapping) VALUES ('CRONUS', ?)")) {
            statement.setString(1, mapping);
            return statement.executeUpdate();
        }
    }

    private int count() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT COUNT(*) FROM scope");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }
}
