package io.koppel.operate.explain;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.Row;
import io.koppel.operate.Mappings;
import io.koppel.operate.OperationException;
import io.koppel.sync.Engine;
import io.koppel.sync.LinesOfPair;
import io.koppel.sync.MappingRuntime;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lays a record's two sides and what they last agreed on side by side. Both services are read; nothing is written. */
public final class CompareOperations {
    private final Engine engine;
    private final Mappings mappings;
    private final LiveRecords live;

    public CompareOperations(Engine engine, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
        this.live = new LiveRecords(engine);
    }

    /**
     * Compares.
     *
     * @param record number, name or id on either side
     * @throws OperationException if there is no such mapping
     */
    public Comparison compare(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        Subject subject = new SubjectFinder(engine, live).find(mapping, record.trim());
        Coupling coupling = subject.coupling();
        MappingRuntime runtime = engine.runtime(mapping, mapping.passes().get(0));
        BaseSnapshot base =
                coupling == null || coupling.base() == null || !runtime.fits(coupling.base()) ? null : coupling.base();
        return new Comparison(
                mapping.id(),
                subject.name(),
                id(subject, Side.BUSINESS_CENTRAL),
                id(subject, Side.DATAVERSE),
                coupling == null ? null : coupling.number(),
                coupling == null ? null : coupling.name(),
                base != null,
                problems(subject),
                fields(
                        runtime,
                        base,
                        subject.on(Side.BUSINESS_CENTRAL).row(),
                        subject.on(Side.DATAVERSE).row()),
                coupling == null || mapping.lines() == null || !answers(subject)
                        ? List.of()
                        : lines(mapping, coupling));
    }

    private static boolean answers(Subject subject) {
        return subject.businessCentral().problem() == null
                && subject.dataverse().problem() == null;
    }

    private List<Comparison.Line> lines(TableMapping mapping, Coupling coupling) {
        LinesOfPair pair = new LinesOfPair(engine, mapping);
        return pair.read(coupling).stream()
                .map(line -> line(pair.runtime(), line))
                .toList();
    }

    private Comparison.Line line(MappingRuntime runtime, LinesOfPair.Line line) {
        Coupling coupling = line.coupling();
        BaseSnapshot base =
                coupling == null || coupling.base() == null || !runtime.fits(coupling.base()) ? null : coupling.base();
        List<Comparison.Field> fields = fields(runtime, base, line.businessCentral(), line.dataverse());
        List<String> changed = fields.stream()
                .filter(field ->
                        field.state().startsWith("changed") || field.state().equals("conflict"))
                .map(field -> String.valueOf(
                        field.businessCentralField() == null ? field.dataverseField() : field.businessCentralField()))
                .toList();
        String state = line.dataverse() == null
                ? "only in Business Central"
                : line.businessCentral() == null ? "only in Dataverse" : changed.isEmpty() ? "same" : "changed";
        Records records = runtime.records();
        String label = line.businessCentral() != null
                ? records.label(Side.BUSINESS_CENTRAL, line.businessCentral())
                : line.dataverse() == null ? null : records.label(Side.DATAVERSE, line.dataverse());
        return new Comparison.Line(state, label, changed, fields);
    }

    /** Of a record that is there, or was when it was coupled. */
    private static @Nullable UUID id(Subject subject, Side side) {
        return subject.coupling() == null && subject.on(side).row() == null ? null : subject.id(side);
    }

    private static List<String> problems(Subject subject) {
        List<String> problems = new ArrayList<>();
        for (Side side : Side.values()) {
            LiveRecord record = subject.on(side);
            boolean option =
                    side == Side.DATAVERSE && subject.mapping().dataverse().isChoice();
            if (record.problem() != null) {
                problems.add(record.problem());
            } else if (record.row() == null && subject.coupling() != null && !option) {
                problems.add(side.displayName() + " has this record no more");
            }
        }
        return problems;
    }

    private List<Comparison.Field> fields(
            MappingRuntime runtime, @Nullable BaseSnapshot base, @Nullable Row here, @Nullable Row there) {
        List<FieldMapping> rows = runtime.snapshotFields();
        @Nullable Object @Nullable [] ours = here == null ? null : runtime.values(Side.BUSINESS_CENTRAL, here);
        @Nullable Object @Nullable [] theirs = there == null ? null : runtime.values(Side.DATAVERSE, there);
        List<Comparison.Field> fields = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            FieldMapping field = rows.get(i);
            Object agreed = base == null ? null : base.values(Side.BUSINESS_CENTRAL)[i];
            Object mine = ours == null ? null : ours[i];
            Object other = theirs == null ? null : theirs[i];
            String state = base == null || ours == null || theirs == null
                    ? "unknown"
                    : state(
                            !runtime.sameValue(mine, agreed),
                            !runtime.sameValue(other, base.values(Side.DATAVERSE)[i]),
                            String.valueOf(mine).equals(String.valueOf(other)));
            fields.add(new Comparison.Field(
                    field.businessCentral(),
                    field.dataverse(),
                    field.direction().key(),
                    state,
                    text(field, Side.BUSINESS_CENTRAL, agreed),
                    text(field, Side.BUSINESS_CENTRAL, mine),
                    text(field, Side.DATAVERSE, other)));
        }
        return fields;
    }

    static String state(boolean here, boolean there, boolean alike) {
        if (here && there) {
            return alike ? "changed alike" : "conflict";
        }
        return here ? "changed in Business Central" : there ? "changed in Dataverse" : "same";
    }

    /** The value for people: of a lookup the record it points to, where that is coupled. */
    private @Nullable String text(FieldMapping field, Side side, @Nullable Object value) {
        if (value == null || value.toString().isEmpty()) {
            return null;
        }
        if (field.conversion() instanceof Conversion.CouplingOf lookup && Literals.isGuid(value.toString())) {
            UUID id = UUID.fromString(value.toString());
            return lookup.mappings().stream()
                    .map(mapping -> engine.couplings().find(engine.scope(mapping), side, id))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(coupling -> side == Side.BUSINESS_CENTRAL ? coupling.number() : coupling.name())
                    .orElse(value.toString());
        }
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    }
}
