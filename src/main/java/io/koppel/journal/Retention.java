package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes history, job log, error log and audit rows that are older than the setting allows; see {@link LogDeletion}
 * for what is kept longer.
 */
public final class Retention {
    private final Database database;
    private final Duration keep;
    private final Clock clock;

    public Retention(Database database, Duration keep, Clock clock) {
        this.database = database;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Removes old rows.
     *
     * @return how many
     */
    public int clean() {
        long before = clock.instant().minus(keep).toEpochMilli();
        return database.jdbi()
                .inTransaction(handle -> handle.execute(
                                "DELETE FROM history_content WHERE history IN (SELECT id FROM history WHERE at < ?)",
                                before)
                        + handle.execute("DELETE FROM history WHERE at < ?", before)
                        + handle.execute("DELETE FROM audit WHERE at < ?", before)
                        + LogDeletion.entries(handle, before, null));
    }
}
