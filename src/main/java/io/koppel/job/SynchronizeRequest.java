package io.koppel.job;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.PassMode;
import java.util.List;
import java.util.function.Function;
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

    /** What a run of this is called in the journal. */
    String kind() {
        return sweep ? PassMode.SWEEP.kind() : "synchronization";
    }

    /**
     * The mapping whose records are meant.
     *
     * @param mappings finds a mapping by its id, null if there is none
     * @throws IllegalArgumentException if the mapping does not exist, holds lines or does not go that way
     */
    TableMapping mapping(Function<String, @Nullable TableMapping> mappings) {
        TableMapping found = mappings.apply(mapping);
        if (found == null) {
            throw new IllegalArgumentException("there is no mapping '" + mapping + "'");
        }
        if (found.isLines()) {
            throw new IllegalArgumentException("the records of mapping " + found.id()
                    + " are lines, which travel with their document; synchronize " + found.lineOf());
        }
        if (direction != null && !found.direction().includes(direction)) {
            throw new IllegalArgumentException(
                    "mapping " + found.id() + " goes " + found.direction().key() + " only, not " + direction.key());
        }
        return found;
    }
}
