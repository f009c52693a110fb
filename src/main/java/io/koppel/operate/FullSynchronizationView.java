package io.koppel.operate;

import io.koppel.journal.Counters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The full synchronization of a company (sync-semantics.md §11).
 *
 * @param state none, planned, running, finished or failed
 * @param run number of the run as a whole, null if this process has not started one
 * @param counters of all lines together
 * @param lines one per mapping, in dependency order
 */
public record FullSynchronizationView(String state, @Nullable Long run, Counters counters, List<Line> lines) {
    /**
     * One mapping of the plan.
     *
     * @param after mappings that must be finished first
     * @param run number of its run, null before it was started
     * @param passes what its run did, by direction
     */
    public record Line(
            String mapping,
            String action,
            List<String> after,
            String status,
            @Nullable String toDataverse,
            @Nullable String fromDataverse,
            @Nullable Long run,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable String message,
            List<RunView.PassView> passes) {}

    /** Whether it came to its end, well or not. */
    public boolean isOver() {
        return state.equals("finished") || state.equals("failed");
    }

    /** Whether it came to its end and no record failed. */
    public boolean succeeded() {
        return state.equals("finished") && counters.failed() == 0;
    }
}
