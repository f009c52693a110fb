package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lays the lines of a document that exists on both sides beside each other (sales-documents.md §10): coupled lines are compared,
 * new ones created, and a line whose source is gone is removed. A source line whose partner was removed is left to the mapping's
 * deletion strategy: with <em>remove coupling</em> the opposite pass removes it, too.
 */
final class LineMatch {
    private final Engine engine;
    private final Pass pass;
    private final Map<UUID, Coupling> bySource;
    private final Map<UUID, Coupling> byTarget;

    /** @param coupled couplings of all lines in question */
    LineMatch(Engine engine, Pass pass, List<Coupling> coupled) {
        this.engine = engine;
        this.pass = pass;
        this.bySource = new LinkedHashMap<>();
        this.byTarget = new LinkedHashMap<>();
        for (Coupling coupling : coupled) {
            bySource.put(coupling.id(pass.source()), coupling);
            byTarget.put(coupling.id(pass.target()), coupling);
        }
    }

    /**
     * Gives a document its lines and says what becomes of the others.
     *
     * @param leftOver the couplings of all its lines, if an attempt at it was left open; none otherwise
     */
    void match(Item document, List<Row> sources, List<Row> targets, List<Coupling> leftOver, Refusals refusals) {
        Map<UUID, Row> open = new LinkedHashMap<>();
        targets.forEach(row -> open.put(pass.runtime().records().id(pass.target(), row), row));
        List<Item> lines = new ArrayList<>();
        List<Coupling> survivors = new ArrayList<>();
        Set<UUID> known = new HashSet<>();
        for (Row row : sources) {
            Item line = line(document, row);
            known.add(line.sourceId());
            if (ignored(line)) {
                continue;
            }
            Coupling coupling = bySource.get(line.sourceId());
            Row target = open.get(coupling == null ? line.targetId() : coupling.id(pass.target()));
            if (target != null) {
                meet(document, line, coupling, target);
                lines.add(line);
            } else if (coupling == null || firstTime(document)) {
                line.decide(new Decision.Insert());
                lines.add(line);
            } else {
                partnerGone(line, coupling, lines, survivors, refusals);
            }
        }
        List<Coupling> removed = new ArrayList<>();
        for (UUID target : open.keySet()) {
            Coupling coupling = byTarget.get(target);
            if (coupling != null && !known.contains(coupling.id(pass.source()))) {
                removed.add(coupling);
            }
        }
        List<Coupling> forgotten = leftOver.stream()
                .filter(coupling ->
                        !known.contains(coupling.id(pass.source())) && !open.containsKey(coupling.id(pass.target())))
                .toList();
        document.lines(List.copyOf(lines));
        document.documentChange(new DocumentChange(pass, targets, removed, forgotten, survivors));
    }

    private Item line(Item document, Row row) {
        UUID id = pass.runtime().records().id(pass.source(), row);
        return new Item(
                id,
                row,
                pass.runtime().records().label(pass.source(), row),
                Documents.lineId(document.targetId(), id),
                document);
    }

    private boolean ignored(Item line) {
        return pass.runtime().rules().stream().anyMatch(rule -> rule.ignores(line, pass) != null);
    }

    /** Two documents that were never in step: what their lines were coupled with before says nothing. */
    private static boolean firstTime(Item document) {
        Coupling coupling = document.coupling();
        return coupling == null || coupling.base() == null;
    }

    /** Without a coupling it is a line that an earlier attempt created and nobody confirmed. */
    private void meet(Item document, Item line, @Nullable Coupling coupling, Row target) {
        if (coupling == null) {
            line.pairing().adopted(true);
        } else {
            line.coupling(inOrder(coupling));
            line.targetId(coupling.id(pass.target()));
        }
        line.target(target);
        line.decide(new Decision.Modify(document.decision() instanceof Decision.Modify modify && modify.forced()));
    }

    private Coupling inOrder(Coupling coupling) {
        MappingRuntime runtime = pass.runtime();
        BaseSnapshot base = coupling.base();
        return base == null || base.layout() == runtime.layout()
                ? coupling
                : coupling.withBase(
                        engine.layouts().inOrderOf(runtime.scope(), runtime.layout(), runtime.layoutFields(), base));
    }

    private void partnerGone(
            Item line, Coupling coupling, List<Item> lines, List<Coupling> survivors, Refusals refusals) {
        Conflicts.Deletion strategy = pass.mapping().conflicts().deletion();
        if (strategy == Conflicts.Deletion.REMOVE_COUPLING) {
            survivors.add(coupling);
            return;
        }
        lines.add(line);
        line.decide(new Decision.Insert());
        if (strategy == Conflicts.Deletion.NONE) {
            refusals.refuse(line, null, Decider.COUPLED_TO_DELETED);
        }
    }

    /** Ids of lines on a side. */
    static Set<UUID> ids(Pass pass, Side side, Iterable<List<Row>> rows) {
        Set<UUID> ids = new HashSet<>();
        for (List<Row> some : rows) {
            some.forEach(row -> ids.add(pass.runtime().records().id(side, row)));
        }
        return ids;
    }

    /** What a line that cannot be written counts as. */
    static ErrorClass classOf(Decision decision) {
        return decision instanceof Decision.Failed failed ? failed.errorClass() : ErrorClass.DATA;
    }
}
