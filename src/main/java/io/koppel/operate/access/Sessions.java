package io.koppel.operate.access;

import io.koppel.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The table {@code console_session}. A session ends by itself when nobody has used it for eight hours, and a day after it began;
 * also when its account gets another password.
 */
public final class Sessions {
    /** How long a session lasts that nobody uses. */
    public static final Duration IDLE = Duration.ofHours(8);
    /** How long a session lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(24);
    /** Not every request of a page that refreshes itself writes. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;

    Sessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(long lastSeen, Caller caller) {}

    /** Begins a session. @return its token, for the browser's cookie; only its hash is stored */
    public String open(Caller caller) {
        String token = Tokens.random();
        long now = clock.millis();
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM console_session WHERE last_seen < ? OR created < ?",
                    now - IDLE.toMillis(),
                    now - LONGEST.toMillis());
            handle.execute(
                    "INSERT INTO console_session (token_hash, account, created, last_seen) VALUES (?, ?, ?, ?)",
                    Tokens.hash(token),
                    caller.name(),
                    now,
                    now);
        });
        return token;
    }

    /** Whose session it is, with the role the account has now; empty if it has ended. */
    public Optional<Session> find(String token) {
        long now = clock.millis();
        Optional<Row> row = database.jdbi().withHandle(handle -> handle.select(
                        "SELECT s.last_seen, a.name, a.role FROM console_session s JOIN account a ON a.name = s.account"
                                + " WHERE s.token_hash = ? AND s.last_seen >= ? AND s.created >= ?",
                        Tokens.hash(token),
                        now - IDLE.toMillis(),
                        now - LONGEST.toMillis())
                .map((rows, context) -> new Row(
                        rows.getLong("last_seen"), new Caller(rows.getString("name"), Role.of(rows.getString("role")))))
                .findOne());
        row.filter(found -> found.lastSeen() + GRAIN.toMillis() < now).ifPresent(found -> database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE console_session SET last_seen = ? WHERE token_hash = ?", now, Tokens.hash(token))));
        return row.map(found -> new Session(found.caller(), Tokens.hash("form " + token)));
    }

    /** Ends a session. */
    public void close(String token) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("DELETE FROM console_session WHERE token_hash = ?", Tokens.hash(token)));
    }
}
