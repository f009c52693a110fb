package io.koppel.operate.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a plan.
 *
 * @param run number of the run that carried it out; null if it asked for nothing
 * @param refused records that were left alone because something had moved since the plan was made
 * @param records one entry per record the plan wanted to write, in its order
 */
public record AppliedPlan(
        String plan, @Nullable Long run, long applied, long refused, long failed, List<AppliedRecord> records) {

    /**
     * What became of one record.
     *
     * @param outcome what the plan wanted
     * @param result applied, refused or failed
     * @param why reason of a refusal or failure
     */
    public record AppliedRecord(
            String mapping,
            String direction,
            String outcome,
            @Nullable String record,
            @Nullable String businessCentralId,
            @Nullable String dataverseId,
            String result,
            @Nullable String why) {}
}
