package io.koppel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A process in which several threads commit batches of couplings, each with its number, and say so after each commit, until it is
 * killed: the other half of {@link KilledWhileWritingTest}.
 */
public final class WriteUntilKilled {
    static final int THREADS = 4;
    static final int BATCH = 20;

    private WriteUntilKilled() {}

    public static void main(String[] arguments) {
        Database database = Database.open(DatabaseSettings.embedded(arguments[0]));
        for (int scope = 1; scope <= THREADS; scope++) {
            int own = scope;
            new Thread(() -> {
                        while (true) {
                            long number = database.inTransaction(connection -> batch(connection, own));
                            System.out.println(own + " " + number);
                        }
                    })
                    .start();
        }
    }

    private static long batch(Connection connection, int scope) throws SQLException {
        long number = last(connection, scope) + 1;
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO coupling (scope, business_central_id, dataverse_id, state, business_central_number,"
                        + " business_central_stamp, dataverse_stamp, dataverse_version, base, to_result, from_result, skipped)"
                        + " VALUES (?, ?, ?, 2, ?, ?, 0, 0, ?, 0, 0, FALSE)")) {
            for (int row = 0; row < BATCH; row++) {
                statement.setInt(1, scope);
                statement.setObject(2, UUID.randomUUID());
                statement.setObject(3, UUID.randomUUID());
                statement.setString(4, "C" + number + "-" + row);
                statement.setLong(5, number);
                statement.setBytes(6, new byte[300]);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "MERGE INTO watermark (scope, side, stamp, seen_at) KEY (scope, side) VALUES (?, 0, ?, 0)")) {
            statement.setInt(1, scope);
            statement.setLong(2, number);
            statement.executeUpdate();
        }
        return number;
    }

    static long last(Connection connection, int scope) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COALESCE(MAX(stamp), 0) FROM watermark WHERE scope = ?")) {
            statement.setInt(1, scope);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
