package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes history, job log, error log and audit rows that are older than the setting allows. Open runs are kept, and so is what a skipped
 * coupling refers to as its last attempts.
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
        Instant time = clock.instant().minus(keep);
        int logged = 0;
        for (String company : LogCleanUp.companies(database)) {
            LogCleanUp.Removed removed = new LogCleanUp(database, company).before(time);
            logged += removed.passes() + removed.errors();
        }
        long before = time.toEpochMilli();
        return logged
                + database.jdbi()
                        .inTransaction(handle -> handle.execute(
                                        "DELETE FROM history_content WHERE history IN (SELECT id FROM history WHERE at < ?)",
                                        before)
                                + handle.execute("DELETE FROM history WHERE at < ?", before)
                                + handle.execute("DELETE FROM audit WHERE at < ?", before)
                                + handle.execute(
                                        "DELETE FROM run WHERE finished < ? AND id NOT IN (SELECT run FROM job_log)",
                                        before));
    }
}
