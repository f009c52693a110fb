package io.koppel.operate.explain;

import io.koppel.operate.plan.PlannedField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one record stands, in sentences.
 *
 * @param record what people know it by
 * @param businessCentralId SystemId, null if there is no such record and none is coupled
 * @param dataverseId likewise of the row
 * @param summary the one thing to know
 * @param next what to do, or what happens by itself
 * @param findings everything that was found out, in the order in which a pass meets it
 */
public record Explanation(
        String mapping,
        String record,
        @Nullable String businessCentralId,
        @Nullable String dataverseId,
        String summary,
        String next,
        List<Finding> findings) {

    /**
     * One thing that was found out.
     *
     * @param topic mapping, record, filter, coupling, versions, attempts, skipped, pending, held, pass, next attempt
     * @param direction where it concerns one direction only
     * @param fields what would be written
     */
    public record Finding(String topic, @Nullable String direction, String says, List<PlannedField> fields) {}
}
