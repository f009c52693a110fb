package io.koppel.coupling;

import io.koppel.store.Database;
import java.time.InstantSource;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The table {@code idempotent_key}: things that are sent once, by name. A key is open from the moment somebody is about to send
 * and confirmed when it is done. Keys are never removed by age: what was sent years ago must not be sent again.
 */
public final class IdempotentKeys {
    private final Database database;
    private final String repository;
    private final InstantSource clock;

    /** @param repository company and name of what is sent, which together are part of every key */
    public IdempotentKeys(Database database, String company, String repository, InstantSource clock) {
        this.database = database;
        this.repository = company + "/" + repository;
        this.clock = clock;
    }

    /** What is known of a key. */
    public enum State {
        UNKNOWN,
        OPEN,
        CONFIRMED
    }

    /** What is known of this key. */
    public State of(String key) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT confirmed FROM idempotent_key WHERE repository = ? AND id_key = ?", repository, key)
                .map((rows, context) -> rows.getBoolean(1) ? State.CONFIRMED : State.OPEN)
                .findOne()
                .orElse(State.UNKNOWN));
    }

    /** Opens a key; answers what it was before. Of several who open it at once, one finds it unknown. */
    public State open(String key) {
        State before = of(key);
        if (before != State.UNKNOWN) {
            return before;
        }
        try {
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO idempotent_key (repository, id_key, confirmed, at) VALUES (?, ?, FALSE, ?)",
                            repository,
                            key,
                            clock.millis()));
            return State.UNKNOWN;
        } catch (UnableToExecuteStatementException e) {
            State now = of(key);
            if (now == State.UNKNOWN) {
                throw e;
            }
            return now;
        }
    }

    /** Confirms a key; answers whether it was there. */
    public boolean confirm(String key) {
        return database.jdbi()
                .withHandle(handle -> handle.execute(
                                "UPDATE idempotent_key SET confirmed = TRUE, at = ? WHERE repository = ? AND id_key = ?",
                                clock.millis(),
                                repository,
                                key)
                        > 0);
    }

    /** Forgets a key, so that it may be sent again; answers whether it was there. */
    public boolean remove(String key) {
        return database.jdbi()
                .withHandle(handle -> handle.execute(
                                "DELETE FROM idempotent_key WHERE repository = ? AND id_key = ?", repository, key)
                        > 0);
    }

    /** Forgets all keys. */
    public void clear() {
        database.jdbi()
                .useHandle(handle -> handle.execute("DELETE FROM idempotent_key WHERE repository = ?", repository));
    }
}
