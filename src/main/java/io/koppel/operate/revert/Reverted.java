package io.koppel.operate.revert;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What taking a run back comes to.
 *
 * @param run the run that is taken back
 * @param revertRun the run that took it back, null for a preview and where nothing could be done
 * @param possible records that would be, or were, put back or deleted
 * @param kept records that stay as they are, each with its reason
 */
public record Reverted(
        long run, @Nullable Long revertRun, boolean preview, long possible, long kept, List<RevertedRecord> records) {

    /**
     * One record the run wrote.
     *
     * @param side the system that was written
     * @param record number or name, as far as it is still coupled
     * @param result put back, deleted, kept or failed; in a preview what it would be
     * @param why reason where nothing is done to it
     */
    public record RevertedRecord(
            String mapping,
            String side,
            @Nullable String record,
            @Nullable UUID businessCentralId,
            @Nullable UUID dataverseId,
            String result,
            @Nullable String why,
            List<RevertedField> fields) {}

    /**
     * One field of a record.
     *
     * @param now what it holds
     * @param back what it held before the run
     * @param why reason if it is not put back, null if it is
     */
    public record RevertedField(String field, @Nullable String now, @Nullable String back, @Nullable String why) {}
}
