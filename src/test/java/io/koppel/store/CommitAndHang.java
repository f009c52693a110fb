package io.koppel.store;

import java.util.concurrent.CountDownLatch;

/** A process that commits a row, says so, and waits to be killed: the other half of {@link KilledAfterCommitTest}. */
public final class CommitAndHang {
    static final String COMMITTED = "committed";

    private CommitAndHang() {}

    public static void main(String[] arguments) throws InterruptedException {
        Database database = Database.open(DatabaseSettings.embedded(arguments[0]));
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(
                        "INSERT INTO scope (company, mapping) VALUES ('CRONUS', '" + arguments[1] + "')");
            }
        });
        System.out.println(COMMITTED);
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
