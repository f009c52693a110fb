package io.koppel.job;

import io.koppel.job.FullLine.LineStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lines of a plan may start: plain values in and out (sync-semantics.md §11). */
public final class FullPlan {
    private FullPlan() {}

    /**
     * Lines that wait for nothing: not finished, not running, and everything they depend on is finished or not part of the plan.
     * A line that a dead process left in process counts as not started.
     *
     * @param running mappings whose lines run right now
     */
    public static List<FullLine> startable(List<FullLine> plan, Collection<String> running) {
        Map<String, FullLine> byMapping = new HashMap<>();
        plan.forEach(line -> byMapping.put(line.mapping(), line));
        return plan.stream()
                .filter(line -> !running.contains(line.mapping()))
                .filter(line -> line.status() == LineStatus.BLANK || line.status() == LineStatus.IN_PROCESS)
                .filter(line -> line.dependsOn().stream()
                        .map(byMapping::get)
                        .allMatch(other -> other == null || other.status().done()))
                .toList();
    }
}
