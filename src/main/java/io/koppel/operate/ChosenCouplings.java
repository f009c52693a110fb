package io.koppel.operate;

import io.koppel.operate.NowOperations.NowCommand;
import io.koppel.operate.NowOperations.Scheduled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Synchronize now for couplings chosen from a list, which may be of several mappings: a run for each (sync-semantics.md §9). */
public final class ChosenCouplings {
    private final NowOperations now;

    public ChosenCouplings(NowOperations now) {
        this.now = now;
    }

    /**
     * What a person has chosen.
     *
     * @param couplings ids of couplings as listed
     * @param direction to-dataverse or from-dataverse; null for the own one of one-way mappings
     */
    public record SelectionCommand(List<String> couplings, @Nullable String direction) {}

    /** A run that was started, and what was left out of it; no number where nothing was left. */
    public record MappingRun(String mapping, @Nullable Long run, Scheduled selection) {}

    /** @param scheduled how many records the runs are about together */
    public record SelectionScheduled(int scheduled, List<MappingRun> runs) {}

    /**
     * Starts the runs.
     *
     * @throws OperationException if nothing is chosen, an id is none, or a direction does not go
     */
    public SelectionScheduled synchronize(SelectionCommand command, String startedBy) {
        if (command.couplings() == null || command.couplings().isEmpty()) {
            throw OperationException.invalid(
                    "name the couplings by their ids as listed, for example CUSTOMER.SystemId");
        }
        Map<String, List<String>> byMapping = new LinkedHashMap<>();
        for (String text : command.couplings()) {
            CouplingId id = CouplingId.of(text);
            byMapping
                    .computeIfAbsent(id.mapping(), key -> new ArrayList<>())
                    .add(id.id().toString());
        }
        List<MappingRun> runs = new ArrayList<>();
        int scheduled = 0;
        for (Map.Entry<String, List<String>> each : byMapping.entrySet()) {
            Scheduled selection =
                    now.now(each.getKey(), new NowCommand(command.direction(), each.getValue(), null), startedBy);
            scheduled += selection.scheduled();
            runs.add(new MappingRun(each.getKey(), selection.run(), selection));
        }
        return new SelectionScheduled(scheduled, List.copyOf(runs));
    }
}
