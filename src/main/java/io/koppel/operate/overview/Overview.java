package io.koppel.operate.overview;

import io.koppel.journal.JobLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all of it stands.
 *
 * @param at when that was
 * @param behind the pass that is furthest behind; null if no change is known that is not on the other side
 * @param lags one for each mapping and direction, in the order of dependencies
 * @param problems the gravest first
 * @param budgets one for each service
 * @param hours what passes wrote in the last 24 hours
 */
public record Overview(
        Instant at,
        @Nullable Lag behind,
        List<Lag> lags,
        List<Problem> problems,
        List<Budget> budgets,
        List<JobLog.Hour> hours) {
    /**
     * How much of a service's allowance is spent at the moment.
     *
     * @param units what the service counts, in its current window
     * @param capacity what Koppel allows itself in a window; 0 where nothing is counted
     * @param sent requests since the process started
     * @param throttled how often the service asked to wait since then
     */
    public record Budget(
            String service, long units, long capacity, int inFlight, int concurrency, long sent, long throttled) {
        /** The share that is spent, in hundredths. */
        public long percent() {
            return capacity == 0 ? 0 : Math.min(100, units * 100 / capacity);
        }
    }
}
