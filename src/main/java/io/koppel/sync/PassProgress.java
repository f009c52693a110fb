package io.koppel.sync;

import io.koppel.mapping.Direction;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far a pass has come, in the transaction that confirms. A pass over what changed moves the watermark; a pass over
 * everything remembers its place beside it, so that it resumes after a kill, and hands the place over as watermark when it is
 * done (sync-semantics.md §11).
 */
final class PassProgress {
    private final Engine engine;
    private final Database database;

    PassProgress(Engine engine) {
        this.engine = engine;
        this.database = engine.database();
    }

    /** Where an unfinished pass over everything stands. */
    record Unfinished(long stamp, boolean matched) {}

    void advance(Connection connection, Pass pass, long stamp) throws SQLException {
        if (!pass.mode().everything()) {
            engine.watermarks().advance(connection, pass.runtime().scope(), pass.source(), stamp);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE full_pass SET stamp = GREATEST(stamp, ?) WHERE scope = ? AND direction = ?")) {
            statement.setLong(1, stamp);
            statement.setInt(2, pass.runtime().scope());
            statement.setInt(3, pass.direction().ordinal());
            statement.executeUpdate();
        }
    }

    Optional<Unfinished> unfinished(int scope, Direction direction) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT stamp, matched FROM full_pass WHERE scope = ? AND direction = ?",
                        scope,
                        direction.ordinal())
                .map((rows, context) -> new Unfinished(rows.getLong(1), rows.getBoolean(2)))
                .findOne());
    }

    void begin(int scope, Direction direction) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO full_pass (scope, direction, stamp, matched) VALUES (?, ?, 0, FALSE)",
                        scope,
                        direction.ordinal()));
    }

    void indexed(int scope, Direction direction) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE full_pass SET matched = TRUE WHERE scope = ? AND direction = ?",
                        scope,
                        direction.ordinal()));
    }

    /** Ends a pass over everything: its place becomes the watermark. */
    void finish(Pass pass) {
        int scope = pass.runtime().scope();
        database.inTransaction(connection -> {
            long reached =
                    unfinished(scope, pass.direction()).map(Unfinished::stamp).orElse(0L);
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM full_pass WHERE scope = ? AND direction = ?")) {
                statement.setInt(1, scope);
                statement.setInt(2, pass.direction().ordinal());
                statement.executeUpdate();
            }
            if (reached > 0) {
                engine.watermarks().advance(connection, scope, pass.source(), reached);
            }
            return true;
        });
    }
}
