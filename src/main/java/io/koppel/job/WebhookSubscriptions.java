package io.koppel.job;

import io.koppel.store.Database;
import java.time.Instant;
import java.util.List;

/** The table {@code webhook_subscription}. */
final class WebhookSubscriptions {
    private final Database database;
    private final String company;

    WebhookSubscriptions(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** @param address where Business Central was told to call */
    record Stored(String resource, String id, String address, String secret, Instant expires) {}

    List<Stored> all() {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT resource, subscription_id, address, secret, expires FROM webhook_subscription"
                                + " WHERE company = ?",
                        company)
                .map((rows, context) -> new Stored(
                        rows.getString("resource"),
                        rows.getString("subscription_id"),
                        rows.getString("address"),
                        rows.getString("secret"),
                        Instant.ofEpochMilli(rows.getLong("expires"))))
                .list());
    }

    void put(Stored stored) {
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM webhook_subscription WHERE company = ? AND resource = ?", company, stored.resource());
            handle.execute(
                    "INSERT INTO webhook_subscription (company, resource, subscription_id, address, secret, expires)"
                            + " VALUES (?,?,?,?,?,?)",
                    company,
                    stored.resource(),
                    stored.id(),
                    stored.address(),
                    stored.secret(),
                    stored.expires().toEpochMilli());
        });
    }

    void delete(String resource) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM webhook_subscription WHERE company = ? AND resource = ?", company, resource));
    }
}
