package io.koppel.operate;

import java.util.List;

/**
 * Runs that were started for chosen records.
 *
 * @param runs one for each mapping
 * @param leftOut records that were named and stay as they are
 */
public record StartedRuns(List<StartedRun> runs, List<LeftOut> leftOut) {
    /**
     * A run over records of one mapping.
     *
     * @param records how many it is about
     */
    public record StartedRun(String mapping, long run, int records) {}
}
