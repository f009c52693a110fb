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
 * @param requests what was asked of each service since the process started, which is what the services' limits count
 * @param question mappings whose jobs leave uncoupled records alone, once it is finished: may they create them from now on?
 *     Answered by {@code POST /api/full-synchronization/answer}; empty when there is nothing to ask
 */
public record FullSynchronizationView(
        String state,
        @Nullable Long run,
        Counters counters,
        List<Line> lines,
        List<Requests> requests,
        List<String> question) {
    /** @param sent requests sent to a service @param throttled how often it asked to wait */
    public record Requests(String service, long sent, long throttled) {}

    /**
     * How a pass that runs comes along.
     *
     * @param total records it expects to look at, null if unknown
     * @param timeLeft as an ISO 8601 duration, null if unknown
     */
    public record Progress(
            String direction, long done, @Nullable Long total, double recordsPerSecond, @Nullable String timeLeft) {}

    /**
     * One mapping of the plan.
     *
     * @param recommended what was recommended, null if nobody asked
     * @param tone bad, good, attention or muted: how the status is to be shown
     * @param progress of the pass that runs, null if none does
     * @param after mappings that must be finished first
     * @param run number of its run, null before it was started
     * @param passes what its run did, by direction
     */
    public record Line(
            String mapping,
            String action,
            @Nullable String recommended,
            @Nullable String recommendedBecause,
            List<String> after,
            String status,
            String tone,
            @Nullable Progress progress,
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
