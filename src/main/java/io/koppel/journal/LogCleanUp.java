package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Instant;
import java.util.List;

/**
 * Removes old rows of job log and error log. What a skipped coupling refers to as its last attempts is kept, and so are passes that
 * run: people still need to see why a record is skipped (sync-semantics.md §7, scenario SK-25). The history of writes is not touched.
 */
public final class LogCleanUp {
    private static final String SKIPPED = " FROM skipped_record s JOIN coupling c ON c.scope = s.scope"
            + " AND c.business_central_id = s.business_central_id";
    private static final String REFERRED = "SELECT c.to_run" + SKIPPED + " WHERE c.to_run IS NOT NULL UNION SELECT"
            + " c.from_run" + SKIPPED + " WHERE c.from_run IS NOT NULL UNION SELECT s.job FROM skipped_record s";
    private static final String OLD_ERRORS =
            " FROM error_log WHERE company = ? AND at < ? AND job NOT IN (" + REFERRED + ")";

    private final Database database;
    private final String company;

    public LogCleanUp(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /**
     * What was removed.
     *
     * @param passes rows of the job log
     * @param errors rows of the error log
     */
    public record Removed(int passes, int errors) {}

    /** Removes the passes that ended before that time, and the failures of before it. */
    public Removed before(Instant time) {
        long before = time.toEpochMilli();
        return database.jdbi().inTransaction(handle -> {
            handle.execute(
                    "DELETE FROM failed_attempt WHERE attempt IN (SELECT attempt" + OLD_ERRORS + ")", company, before);
            int errors = handle.execute("DELETE" + OLD_ERRORS, company, before);
            int passes = handle.execute(
                    "DELETE FROM job_log WHERE company = ? AND finished < ? AND id NOT IN (" + REFERRED + ")",
                    company,
                    before);
            return new Removed(passes, errors);
        });
    }

    /** The companies that have a log. */
    static List<String> companies(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT company FROM job_log UNION SELECT company FROM error_log")
                        .mapTo(String.class)
                        .list());
    }
}
