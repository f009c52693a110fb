package io.koppel.job;

import io.koppel.mapping.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to synchronize.
 *
 * @param direction null for the directions of the mapping
 * @param businessCentralIds SystemIds of chosen records; empty together with {@code dataverseIds} for what changed
 * @param force whether the chosen direction overwrites the other side
 * @param creates whether uncoupled records are created on the other side; null follows the mapping
 * @param sweep whether deleted records are searched for, instead of modified ones
 * @param confirmed whether a person said that a mass change is meant
 * @param recheck whether the records are compared although their own versions do not tell that anything has changed
 */
public record SynchronizeRequest(
        String mapping,
        @Nullable Direction direction,
        List<String> businessCentralIds,
        List<String> dataverseIds,
        boolean force,
        @Nullable Boolean creates,
        String startedBy,
        boolean sweep,
        boolean confirmed,
        boolean recheck) {
    /** A wish to synchronize, without confirmation of a mass change. */
    public SynchronizeRequest(
            String mapping,
            @Nullable Direction direction,
            List<String> businessCentralIds,
            List<String> dataverseIds,
            boolean force,
            @Nullable Boolean creates,
            String startedBy) {
        this(mapping, direction, businessCentralIds, dataverseIds, force, creates, startedBy, false, false, false);
    }

    /** The search for deleted records of a mapping. */
    public static SynchronizeRequest sweep(String mapping, String startedBy, boolean confirmed) {
        return new SynchronizeRequest(
                mapping, null, List.of(), List.of(), false, null, startedBy, true, confirmed, false);
    }

    /** The same, said to be meant however many records it changes. */
    public SynchronizeRequest confirm() {
        return new SynchronizeRequest(
                mapping, direction, businessCentralIds, dataverseIds, force, creates, startedBy, sweep, true, recheck);
    }

    /** Chosen records, of which something has changed that stands in another set, as payments of an invoice do. */
    public static SynchronizeRequest moved(
            String mapping, Direction direction, List<String> businessCentralIds, String startedBy) {
        return new SynchronizeRequest(
                mapping, direction, businessCentralIds, List.of(), false, false, startedBy, false, false, true);
    }

    /** What changed since the last time, as a job does it. */
    public static SynchronizeRequest modified(String mapping, String startedBy) {
        return new SynchronizeRequest(mapping, null, List.of(), List.of(), false, null, startedBy);
    }

    /** Whether records are named. */
    public boolean chosen() {
        return !businessCentralIds.isEmpty() || !dataverseIds.isEmpty();
    }
}
