package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes history, job log, error log and audit rows that are older than the setting allows. Open runs are kept, and so is what a skipped
 * coupling refers to as its last attempts: people still need to see why it is skipped (scenario SK-25).
 */
public final class Retention {
    private static final String SKIPPED = " FROM skipped_record s JOIN coupling c ON c.scope = s.scope"
            + " AND c.business_central_id = s.business_central_id";
    private static final String REFERRED = "SELECT c.to_run" + SKIPPED + " WHERE c.to_run IS NOT NULL UNION SELECT"
            + " c.from_run" + SKIPPED + " WHERE c.from_run IS NOT NULL UNION SELECT s.job FROM skipped_record s";

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
        String unreferred = " AND job NOT IN (" + REFERRED + ")";
        return database.jdbi()
                .inTransaction(handle -> handle.execute(
                                "DELETE FROM history_content WHERE history IN (SELECT id FROM history WHERE at < ?)",
                                before)
                        + handle.execute("DELETE FROM history WHERE at < ?", before)
                        + handle.execute(
                                "DELETE FROM failed_attempt WHERE attempt IN (SELECT attempt FROM error_log WHERE at < ?"
                                        + unreferred + ")",
                                before)
                        + handle.execute("DELETE FROM error_log WHERE at < ?" + unreferred, before)
                        + handle.execute("DELETE FROM audit WHERE at < ?", before)
                        + handle.execute(
                                "DELETE FROM job_log WHERE finished < ? AND id NOT IN (" + REFERRED + ")", before)
                        + handle.execute(
                                "DELETE FROM run WHERE finished < ? AND id NOT IN (SELECT run FROM job_log)", before));
    }
}
