package io.koppel.operate.access;

import io.koppel.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The tables {@code account} and {@code access_token}. Passwords and tokens are stored as hashes only. */
public final class Accounts {
    private final Database database;
    private final Clock clock;

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether nobody can sign in yet. */
    public boolean none() {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM account")
                                .mapTo(Long.class)
                                .one()
                        == 0);
    }

    /** Makes an account, or gives an existing one another password and role. */
    public void put(String name, String password, Role role) {
        String hash = Passwords.hash(password);
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM console_session WHERE account = ?", name);
            handle.execute("DELETE FROM account WHERE name = ?", name);
            handle.execute(
                    "INSERT INTO account (name, password_hash, role, created) VALUES (?, ?, ?, ?)",
                    name,
                    hash,
                    role.word(),
                    clock.millis());
        });
    }

    /** Takes an account away, with its tokens and sessions; answers whether there was one. */
    public boolean remove(String name) {
        return database.jdbi().inTransaction(handle -> {
            handle.execute("DELETE FROM console_session WHERE account = ?", name);
            handle.execute("DELETE FROM access_token WHERE account = ?", name);
            return handle.execute("DELETE FROM account WHERE name = ?", name) > 0;
        });
    }

    /** All accounts, by name. */
    public List<Caller> list() {
        return database.jdbi().withHandle(handle -> handle.select("SELECT name, role FROM account ORDER BY name")
                .map((rows, context) -> new Caller(rows.getString("name"), Role.of(rows.getString("role"))))
                .list());
    }

    /** Who is signed in at the console. */
    public Sessions sessions() {
        return new Sessions(database, clock);
    }

    Optional<Account> find(String name) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT name, password_hash, role FROM account WHERE name = ?", name)
                .map((rows, context) -> new Account(
                        rows.getString("name"), rows.getString("password_hash"), Role.of(rows.getString("role"))))
                .findOne());
    }

    /**
     * Makes a token that signs in as an account.
     *
     * @return the token; it is not stored and cannot be shown again
     * @throws IllegalArgumentException if there is no such account
     */
    public String issueToken(String account, String description) {
        if (find(account).isEmpty()) {
            throw new IllegalArgumentException("there is no account '" + account + "'");
        }
        String token = Tokens.random();
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO access_token (token_hash, account, description, created) VALUES (?, ?, ?, ?)",
                        Tokens.hash(token),
                        account,
                        description,
                        clock.millis()));
        return token;
    }

    /** Whom a token signs in. */
    Optional<Caller> byToken(String token) {
        return database.jdbi().withHandle(handle -> handle.select(
                        "SELECT a.name, a.role FROM access_token t JOIN account a ON a.name = t.account"
                                + " WHERE t.token_hash = ?",
                        Tokens.hash(token))
                .map((rows, context) -> new Caller(rows.getString("name"), Role.of(rows.getString("role"))))
                .findOne());
    }
}
