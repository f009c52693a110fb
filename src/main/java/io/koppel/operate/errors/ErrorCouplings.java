package io.koppel.operate.errors;

import io.koppel.coupling.Coupling;
import io.koppel.journal.ErrorRow;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.CouplingOperations;
import io.koppel.operate.LeftOut;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.operate.StartedRuns;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Dissolves the couplings of records that stand in the error log, each once however many errors it has. */
public final class ErrorCouplings {
    private final Engine engine;
    private final Mappings mappings;
    private final CouplingOperations.Coupler coupler;

    public ErrorCouplings(Engine engine, Mappings mappings, CouplingOperations.Coupler coupler) {
        this.engine = engine;
        this.mappings = mappings;
        this.coupler = coupler;
    }

    /** Which rows of the error log. */
    public record ErrorSelection(List<Long> errors) {}

    /** Starts one run for each mapping; rows whose record is not coupled are left out. */
    public StartedRuns uncouple(ErrorSelection chosen, String startedBy) {
        if (chosen.errors().isEmpty()) {
            throw OperationException.invalid("name errors: their numbers as GET /api/errors lists them");
        }
        Map<TableMapping, Set<UUID>> wanted = new LinkedHashMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Long number : new LinkedHashSet<>(chosen.errors())) {
            Optional<ErrorRow> row = engine.errors().find(engine.company().name(), number);
            Optional<Coupling> coupling = row.flatMap(this::coupling);
            if (row.isEmpty() || coupling.isEmpty()) {
                leftOut.add(new LeftOut(
                        "error " + number, row.isEmpty() ? "there is no such error" : "its record is not coupled"));
            } else {
                wanted.computeIfAbsent(mappings.require(row.get().mapping()), mapping -> new LinkedHashSet<>())
                        .add(coupling.get().businessCentralId());
            }
        }
        List<StartedRuns.StartedRun> runs = new ArrayList<>();
        wanted.forEach((mapping, ids) -> runs.add(new StartedRuns.StartedRun(
                mapping.id(), coupler.uncoupleMany(mapping, List.copyOf(ids), startedBy), ids.size())));
        return new StartedRuns(runs, leftOut);
    }

    private Optional<Coupling> coupling(ErrorRow row) {
        Side source = Direction.of(row.direction()).source();
        int scope = engine.scope(row.mapping());
        return find(scope, source, row.sourceId()).or(() -> find(scope, source.other(), row.destinationId()));
    }

    private Optional<Coupling> find(int scope, Side side, @org.jspecify.annotations.Nullable String id) {
        return id == null ? Optional.empty() : engine.couplings().find(scope, side, UUID.fromString(id));
    }
}
