package io.koppel.operate.monitor;

import io.koppel.journal.Counters;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.JobStatus;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What passes have done since the process started, by mapping and direction: only grows, as counters of a monitor have to. */
public final class PassTotals {
    private final Map<Pass, Total> totals = new ConcurrentHashMap<>();

    /** A mapping in one direction. */
    public record Pass(String mapping, String direction) {}

    /**
     * Sums of one mapping in one direction.
     *
     * @param lastSuccess when a pass last ended without an error of the whole, failed records included
     */
    public record Total(
            long passes,
            long errors,
            Counters counters,
            @Nullable JobStatus lastStatus,
            @Nullable String lastMessage,
            @Nullable Instant lastFinished,
            @Nullable Instant lastSuccess) {
        static final Total NONE = new Total(0, 0, Counters.ZERO, null, null, null, null);
    }

    /** Adds a pass that has ended. */
    public void ended(JobLogRow row) {
        boolean error = row.status() == JobStatus.ERROR;
        totals.merge(
                new Pass(row.mapping(), row.direction()),
                new Total(
                        1,
                        error ? 1 : 0,
                        row.counters(),
                        row.status(),
                        row.message(),
                        row.finished(),
                        error ? null : row.finished()),
                (before, now) -> new Total(
                        before.passes() + 1,
                        before.errors() + now.errors(),
                        before.counters().plus(now.counters()),
                        now.lastStatus(),
                        now.lastMessage(),
                        now.lastFinished(),
                        now.lastSuccess() == null ? before.lastSuccess() : now.lastSuccess()));
    }

    /** The sums of one mapping in one direction; all zero before its first pass. */
    public Total of(String mapping, String direction) {
        return totals.getOrDefault(new Pass(mapping, direction), Total.NONE);
    }
}
