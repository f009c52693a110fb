package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines of a coupled document as both services have them right now, beside each other by their couplings. */
public final class LinesOfPair {
    private final Engine engine;
    private final DocumentLines declared;
    private final Pass pass;
    private final DocumentLineRows rows;

    /** @param documents a mapping with lines */
    public LinesOfPair(Engine engine, TableMapping documents) {
        this.engine = engine;
        this.declared = Objects.requireNonNull(documents.lines(), documents.id());
        TableMapping lines = Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
        MappingRuntime runtime = engine.runtime(lines, lines.passes().get(0));
        this.pass = new Pass(runtime, PassMode.chosenRecords(false, false), 0, 0, "", 0, null);
        this.rows = new DocumentLineRows(engine);
    }

    /**
     * One line.
     *
     * @param coupling null if it is not coupled
     * @param businessCentral null if Business Central does not have it; likewise {@code dataverse}
     */
    public record Line(@Nullable Coupling coupling, @Nullable Row businessCentral, @Nullable Row dataverse) {
        /** The line on a side. */
        public @Nullable Row on(Side side) {
            return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
        }
    }

    /** The lines' mapping with what is prepared for it. */
    public MappingRuntime runtime() {
        return pass.runtime();
    }

    /** The lines that travel, in their order; those that only Sales has come last. Lines gone on both sides are left out. */
    public List<Line> read(Coupling pair) {
        pass.runtime().rules().forEach(rule -> rule.begin(pass));
        Map<UUID, Row> ours = byId(Side.BUSINESS_CENTRAL, pair);
        Map<UUID, Row> theirs = byId(Side.DATAVERSE, pair);
        Map<UUID, Coupling> couplings = coupled(ours.keySet(), theirs.keySet());
        List<Line> lines = new ArrayList<>();
        Set<UUID> shown = new HashSet<>();
        ours.forEach((id, row) -> {
            Coupling coupling = couplings.get(id);
            if (coupling != null) {
                shown.add(coupling.dataverseId());
                lines.add(new Line(coupling, row, theirs.get(coupling.dataverseId())));
            } else if (travels(id, row)) {
                lines.add(new Line(null, row, null));
            }
        });
        Map<UUID, Coupling> byDataverse = new LinkedHashMap<>();
        couplings.values().forEach(coupling -> byDataverse.put(coupling.dataverseId(), coupling));
        theirs.forEach((id, row) -> {
            if (!shown.contains(id)) {
                lines.add(new Line(byDataverse.get(id), null, row));
            }
        });
        return lines;
    }

    private Map<UUID, Row> byId(Side side, Coupling pair) {
        String document = side == Side.BUSINESS_CENTRAL && declared.byNumber()
                ? String.valueOf(pair.number())
                : pair.id(side).toString();
        List<Row> read = new ArrayList<>(
                rows.read(pass, declared, side, List.of(document)).getOrDefault(document, List.of()));
        read.sort(Comparator.comparingLong(row -> order(side, row)));
        Map<UUID, Row> found = new LinkedHashMap<>();
        read.forEach(row -> found.put(pass.runtime().records().id(side, row), row));
        return found;
    }

    private long order(Side side, Row row) {
        Object number =
                side == Side.BUSINESS_CENTRAL ? pass.runtime().records().label(side, row) : row.get(Documents.SEQUENCE);
        String text = String.valueOf(number);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private Map<UUID, Coupling> coupled(Set<UUID> ours, Set<UUID> theirs) {
        int scope = pass.runtime().scope();
        return engine.database().read(connection -> {
            Map<UUID, Coupling> found =
                    new LinkedHashMap<>(engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, ours));
            engine.couplings()
                    .find(connection, scope, Side.DATAVERSE, theirs)
                    .values()
                    .forEach(coupling -> found.putIfAbsent(coupling.businessCentralId(), coupling));
            return found;
        });
    }

    /** Comments and lines of accounts stay where they are. */
    private boolean travels(UUID id, Row row) {
        if (pass.source() != Side.BUSINESS_CENTRAL) {
            return true;
        }
        Item line = new Item(id, row, pass.runtime().records().label(Side.BUSINESS_CENTRAL, row), id);
        return pass.runtime().rules().stream().allMatch(rule -> rule.ignores(line, pass) == null);
    }
}
