package io.koppel.coupling;

import io.koppel.mapping.Side;
import io.koppel.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * How far each side of a mapping has been looked at: the side's own stamp, in milliseconds, below which every change is
 * confirmed. Never the local clock (promises.md P6).
 */
public final class Watermarks {
    private final Database database;

    public Watermarks(Database database) {
        this.database = database;
    }

    /** The watermark of a side, empty if it was never looked at. */
    public OptionalLong of(int scope, Side side) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT stamp FROM watermark WHERE scope = ? AND side = ?", scope, side.ordinal())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
    }

    /** Moves the watermark forward; an earlier stamp than the one stored changes nothing. */
    public void advance(Connection connection, int scope, Side side, long stamp) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE watermark SET stamp = GREATEST(stamp, ?) WHERE scope = ? AND side = ?")) {
            statement.setLong(1, stamp);
            statement.setInt(2, scope);
            statement.setInt(3, side.ordinal());
            if (statement.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO watermark (scope, side, stamp, seen_at) VALUES (?, ?, ?, 0)")) {
            statement.setInt(1, scope);
            statement.setInt(2, side.ordinal());
            statement.setLong(3, stamp);
            statement.executeUpdate();
        }
    }

    /**
     * Start, by the server's clock, of the last pass that saw everything there was; 0 if there was none. What is older can only
     * turn up within the overlap, so that a quiet table is not read again and again from its newest record on.
     */
    public long seenAt(int scope, Side side) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT seen_at FROM watermark WHERE scope = ? AND side = ?", scope, side.ordinal())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** Notes the start of a pass that saw everything. A side that never had a record has nothing to be spared. */
    public void seen(int scope, Side side, long serverTime) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE watermark SET seen_at = GREATEST(seen_at, ?) WHERE scope = ? AND side = ?",
                        serverTime,
                        scope,
                        side.ordinal()));
    }

    /** Moves the watermark back, so that changes since then are looked at again; a later stamp changes nothing. */
    public void rewind(Connection connection, int scope, Side side, long stamp) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE watermark SET seen_at = LEAST(seen_at, ?), stamp = LEAST(stamp, ?) WHERE scope = ? AND side = ?")) {
            statement.setLong(1, stamp);
            statement.setLong(2, stamp);
            statement.setInt(3, scope);
            statement.setInt(4, side.ordinal());
            statement.executeUpdate();
        }
    }

    /** Forgets both watermarks: the next pass looks at everything. */
    public void clear(int scope) {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM watermark WHERE scope = ?", scope));
    }
}
