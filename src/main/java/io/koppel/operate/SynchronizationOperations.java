package io.koppel.operate;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starting runs and looking at them. */
public final class SynchronizationOperations {
    /** Starts a run in the background and tells its number. */
    @FunctionalInterface
    public interface Starter {
        /** @param direction null for the directions of the mapping */
        long start(
                String mapping,
                @Nullable Direction direction,
                List<String> businessCentralIds,
                List<String> dataverseIds,
                boolean force,
                boolean sweep,
                boolean confirmed,
                String startedBy);
    }

    private final Mappings mappings;
    private final Starter starter;
    private final Journal journal;

    public SynchronizationOperations(Mappings mappings, Starter starter, Journal journal) {
        this.mappings = mappings;
        this.starter = starter;
        this.journal = journal;
    }

    /**
     * Starts synchronizing a mapping's modified records, or the records named.
     *
     * @return number of the run
     * @throws OperationException if mapping or direction do not exist, or the mapping does not go that way
     */
    public long start(String mappingId, SynchronizeCommand command, String startedBy) {
        TableMapping mapping = mappings.requireEnabled(mappingId);
        Direction direction = Mappings.direction(mapping, command.direction());
        boolean sweep = Boolean.TRUE.equals(command.sweep());
        boolean named = !orEmpty(command.businessCentralIds()).isEmpty()
                || !orEmpty(command.dataverseIds()).isEmpty();
        if (sweep && (named || Boolean.TRUE.equals(command.force()))) {
            throw OperationException.invalid("sweep looks at all coupled records; leave records and force out");
        }
        return starter.start(
                mapping.id(),
                direction,
                orEmpty(command.businessCentralIds()),
                orEmpty(command.dataverseIds()),
                Boolean.TRUE.equals(command.force()),
                sweep,
                Boolean.TRUE.equals(command.confirm()),
                startedBy);
    }

    /** How a run stands. */
    public RunView run(long id) {
        return journal.run(id);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
