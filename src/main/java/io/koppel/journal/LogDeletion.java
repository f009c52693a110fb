package io.koppel.journal;

import io.koppel.store.Database;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes entries of the job log with their errors. What a skipped coupling refers to as its last attempts is kept, because people
 * still need to see why it is skipped, and so is what is under way (sync-semantics.md §7, scenario SK-25). The history stays.
 */
public final class LogDeletion {
    private static final String SKIPPED = " FROM skipped_record s JOIN coupling c ON c.scope = s.scope"
            + " AND c.business_central_id = s.business_central_id";
    private static final String REFERRED = "SELECT c.to_run" + SKIPPED + " WHERE c.to_run IS NOT NULL UNION SELECT"
            + " c.from_run" + SKIPPED + " WHERE c.from_run IS NOT NULL UNION SELECT s.job FROM skipped_record s";
    private static final String FINISHED =
            "finished < :before AND (CAST(:company AS VARCHAR) IS NULL OR company = :company)";
    private static final String ERRORS =
            "FROM error_log WHERE at < :before AND (CAST(:company AS VARCHAR) IS NULL OR company = :company)"
                    + " AND job NOT IN (" + REFERRED
                    + ") AND job NOT IN (SELECT id FROM job_log WHERE finished IS NULL)";

    private LogDeletion() {}

    /**
     * Deletes what a company's log has from before a time.
     *
     * @return entries of the job log that are gone
     */
    public static int of(Database database, String company, Instant before) {
        return database.jdbi().inTransaction(handle -> entries(handle, before.toEpochMilli(), company));
    }

    /** The same in a transaction of the caller, for one company or all. */
    static int entries(Handle handle, long before, @Nullable String company) {
        execute(handle, "DELETE FROM failed_attempt WHERE attempt IN (SELECT attempt " + ERRORS + ")", before, company);
        execute(handle, "DELETE " + ERRORS, before, company);
        int entries = execute(
                handle, "DELETE FROM job_log WHERE " + FINISHED + " AND id NOT IN (" + REFERRED + ")", before, company);
        execute(
                handle,
                "DELETE FROM run WHERE " + FINISHED + " AND id NOT IN (SELECT run FROM job_log)",
                before,
                company);
        return entries;
    }

    private static int execute(Handle handle, String sql, long before, @Nullable String company) {
        return handle.createUpdate(sql)
                .bind("before", before)
                .bind("company", company)
                .execute();
    }
}
