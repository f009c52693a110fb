package io.koppel.store;

import java.util.Optional;

/** The table {@code installation_setting}: what Koppel found out or made once and must find again. */
public final class InstallationSettings {
    private final Database database;

    public InstallationSettings(Database database) {
        this.database = database;
    }

    /** What is remembered under a name. */
    public Optional<String> get(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT content FROM installation_setting WHERE name = ?", name)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Remembers it, in place of what was there. */
    public void put(String name, String content) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM installation_setting WHERE name = ?", name);
            handle.execute("INSERT INTO installation_setting (name, content) VALUES (?, ?)", name, content);
        });
    }

    /** Forgets it; whether there was anything. */
    public boolean remove(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.execute("DELETE FROM installation_setting WHERE name = ?", name) > 0);
    }
}
