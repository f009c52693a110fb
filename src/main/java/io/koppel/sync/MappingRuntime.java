package io.koppel.sync;

import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.DefaultValues;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.FieldSnapshot;
import io.koppel.mapping.FieldTransfer;
import io.koppel.mapping.MatchGroup;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is prepared once for a mapping and a direction, and used for every record. */
public final class MappingRuntime {
    private final TableMapping mapping;
    private final Direction direction;
    private final int scope;
    private final FieldTransfer transfer;
    private final Records records;
    private final List<Rule> rules;
    private final long layout;
    private final List<String> layoutFields;
    private final IdentityHashMap<FieldMapping, Integer> places = new IdentityHashMap<>();
    private final List<String> sourceColumns;
    private final List<String> targetColumns;

    MappingRuntime(
            TableMapping mapping,
            Direction direction,
            int scope,
            FieldTransfer transfer,
            List<Rule> rules,
            Engine engine) {
        this.mapping = mapping;
        this.direction = direction;
        this.scope = scope;
        this.transfer = transfer;
        this.records = new Records(mapping);
        this.rules = rules;
        List<FieldMapping> fields = transfer.snapshot().fields();
        for (int i = 0; i < fields.size(); i++) {
            places.put(fields.get(i), i);
        }
        this.layoutFields = fields.stream().map(MappingRuntime::layoutName).toList();
        this.layout = engine.layouts().number(scope, layoutFields);
        this.sourceColumns = columns(direction.source());
        this.targetColumns = columns(direction.target());
    }

    /** What a field row is called in the store. */
    static String layoutName(FieldMapping field) {
        return field.name();
    }

    /** What the integrator declared. */
    public TableMapping mapping() {
        return mapping;
    }

    /** To or from Dataverse. */
    public Direction direction() {
        return direction;
    }

    /** The small number of company and mapping. */
    public int scope() {
        return scope;
    }

    /** How records are addressed and dated. */
    public Records records() {
        return records;
    }

    FieldTransfer transfer() {
        return transfer;
    }

    /** The mapped values of a record as a base snapshot holds them, in the order of {@link #snapshotFields}. */
    public @Nullable Object[] values(Side side, io.koppel.odata.Row row) {
        return snapshot().values(side, row.values());
    }

    /** Whether a base snapshot holds the fields of {@link #snapshotFields}, in that order. */
    public boolean fits(io.koppel.coupling.BaseSnapshot base) {
        return base.layout() == layout();
    }

    /** The field rows that a base snapshot holds. */
    public List<FieldMapping> snapshotFields() {
        return snapshot().fields();
    }

    /** Whether two values of a snapshot are the same. */
    public boolean sameValue(@Nullable Object a, @Nullable Object b) {
        return snapshot().sameValue(a, b);
    }

    /** How the mapped values of a record are remembered and compared. */
    public FieldSnapshot snapshot() {
        return transfer.snapshot();
    }

    /** What becomes of a pair whose record on that side is gone. */
    Conflicts.Deletion deletion(Side gone) {
        return rules.stream().anyMatch(rule -> rule.dissolves(gone))
                ? Conflicts.Deletion.REMOVE_COUPLING
                : mapping.conflicts().deletion();
    }

    List<Rule> rules() {
        return rules;
    }

    /** Number of the field list that base snapshots of now belong to. */
    public long layout() {
        return layout;
    }

    /** What the field rows of snapshots are called in the store, in their order. */
    public List<String> layoutFields() {
        return layoutFields;
    }

    /** Place of a field row in snapshots. */
    public int place(FieldMapping field) {
        Integer place = places.get(field);
        return place == null ? -1 : place;
    }

    /** Columns to select on the side the pass reads. */
    public List<String> sourceColumns() {
        return sourceColumns;
    }

    /** Columns to select on the side the pass writes. */
    public List<String> targetColumns() {
        return targetColumns;
    }

    /** A record with what rules complete it by; null stays null. */
    @Nullable
    Row asShown(Side side, @Nullable Row row) {
        Row shown = row;
        for (Rule rule : rules) {
            shown = shown == null ? null : rule.asShown(side, shown);
        }
        return shown;
    }

    private List<String> columns(Side side) {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(records.keyColumn(side));
        add(columns, records.labelColumn(side));
        add(columns, records.stampColumn(side));
        add(columns, records.modifierColumn(side));
        for (FieldMapping field : mapping.fields()) {
            if (field.enabled()) {
                add(columns, field.readName(side));
                if (side == Side.BUSINESS_CENTRAL) {
                    add(columns, label(field.conversion()));
                }
            }
        }
        for (DefaultValues values : mapping.onCreate()) {
            if (values.side() != side && values.when() != null) {
                columns.addAll(values.when().columns());
            }
        }
        for (MatchGroup group : mapping.match()) {
            for (MatchGroup.MatchField field : group.fields()) {
                columns.add(side == Side.BUSINESS_CENTRAL ? field.businessCentral() : field.dataverse());
            }
        }
        for (Rule rule : rules) {
            columns.addAll(rule.columns(side));
        }
        if (side == Side.DATAVERSE && mapping.dataverse().company()) {
            columns.add("_bcbi_companyid_value");
        }
        return List.copyOf(columns);
    }

    private static @Nullable String label(Conversion conversion) {
        if (conversion instanceof Conversion.CouplingOf coupling) {
            return coupling.label();
        }
        if (conversion instanceof Conversion.Currency currency) {
            return currency.label();
        }
        return conversion instanceof Conversion.OptionOf option ? option.label() : null;
    }

    private static void add(Set<String> columns, @Nullable String column) {
        if (column != null) {
            columns.add(column);
        }
    }
}
