package io.koppel.coupling;

import io.koppel.store.Database;
import java.util.Optional;

/** The table {@code delta_link}: from where on Dataverse is asked which rows of a mapping's table were deleted. */
public final class DeltaLinks {
    private final Database database;

    public DeltaLinks(Database database) {
        this.database = database;
    }

    /** The link of a mapping, empty if its table was never read with change tracking. */
    public Optional<String> of(int scope) {
        return database.jdbi().withHandle(handle -> handle.select("SELECT link FROM delta_link WHERE scope = ?", scope)
                .mapTo(String.class)
                .findOne());
    }

    /** Keeps a link in place of the one before. */
    public void put(int scope, String link, long at) {
        database.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM delta_link WHERE scope = ?", scope);
            handle.execute("INSERT INTO delta_link (scope, link, at) VALUES (?, ?, ?)", scope, link, at);
        });
    }

    /** Forgets a link that serves no longer. */
    public void remove(int scope) {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM delta_link WHERE scope = ?", scope));
    }
}
