package io.koppel.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the values of one record to the other side: the field rows of one mapping for one pass, prepared once, then
 * called for each record (sync-semantics.md §3.1, table-mappings.md §8.2). Pure, immutable and safe for many threads.
 */
public final class FieldTransfer {
    private final RowTransfer[] rows;
    private final List<DefaultValues> defaults;
    private final FieldSnapshot snapshot;

    private FieldTransfer(RowTransfer[] rows, List<DefaultValues> defaults, FieldSnapshot snapshot) {
        this.rows = rows;
        this.defaults = defaults;
        this.snapshot = snapshot;
    }

    /**
     * @param pass to or from Dataverse, never bidirectional
     * @param target columns of the written side, as far as known
     * @param source columns of the read side, as far as known
     */
    public static FieldTransfer of(TableMapping mapping, Direction pass, ColumnLimits target, ColumnLimits source) {
        RowTransfer[] rows = mapping.fields(pass).stream()
                .map(field -> new RowTransfer(field, pass, target, source))
                .toArray(RowTransfer[]::new);
        List<DefaultValues> defaults = DefaultValues.inOrder(mapping.onCreate(), pass.target());
        boolean toDataverse = pass == Direction.TO_DATAVERSE;
        return new FieldTransfer(
                rows,
                defaults,
                new FieldSnapshot(mapping, toDataverse ? source : target, toDataverse ? target : source));
    }

    /**
     * Transfers one record. For a new record the mapping's defaults on create come on top and win; empty values are left
     * out, because a new record is empty there anyway.
     *
     * @param source the source record as read
     * @param target the target record as read, or null for a new one
     */
    public Transferred transfer(
            Map<String, @Nullable Object> source, @Nullable Map<String, @Nullable Object> target, Lookups lookups) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        List<Transferred.Change> changes = new ArrayList<>();
        for (RowTransfer row : rows) {
            try {
                transfer(row, source, target, lookups, payload, changes);
            } catch (ValueConverter.Unfit unfit) {
                return failed(row, String.valueOf(unfit.getMessage()), unfit.kind);
            } catch (IllegalArgumentException refused) {
                return failed(row, String.valueOf(refused.getMessage()), TransferFailure.Kind.UNFIT_VALUE);
            }
        }
        if (target == null) {
            addDefaults(source, payload);
        }
        return new Transferred(payload, changes, null);
    }

    private static void transfer(
            RowTransfer row,
            Map<String, @Nullable Object> source,
            @Nullable Map<String, @Nullable Object> target,
            Lookups lookups,
            Map<String, @Nullable Object> payload,
            List<Transferred.Change> changes) {
        if (row.field.onlyNew() && target != null) {
            return;
        }
        Object raw = target == null ? null : target.get(row.targetRead);
        Object existing = row.targetFormat.normal(raw);
        Object value = row.targetValue(source, lookups);
        if (value == null) {
            if (row.field.notNull() || target == null) {
                return;
            }
            value = row.targetFormat.empty(existing);
        }
        Object comparable = value instanceof Lookups.Answer.Partner partner ? partner.id() : value;
        if (target != null && row.converter.same(existing, comparable)) {
            return;
        }
        payload.put(row.targetWrite, row.written(value));
        changes.add(new Transferred.Change(row.field, row.targetWrite, raw, comparable, row.field.isBidirectional()));
    }

    private static Transferred failed(RowTransfer row, String message, TransferFailure.Kind kind) {
        String text = kind == TransferFailure.Kind.NOT_COUPLED
                ? message
                : row.field.businessCentral() + " / " + row.field.dataverse() + ": " + message;
        return new Transferred(Map.of(), List.of(), new TransferFailure(text, row.field, kind));
    }

    private void addDefaults(Map<String, @Nullable Object> source, Map<String, @Nullable Object> payload) {
        DefaultValues.first(defaults, source).ifPresent(values -> payload.putAll(values.values()));
    }

    /** What {@link #transfer} will ask of the lookups for this record. */
    public List<Reference> references(Map<String, @Nullable Object> source) {
        List<Reference> references = new ArrayList<>();
        for (RowTransfer row : rows) {
            if (row.asks()) {
                row.addReference(source, references);
            }
        }
        return references;
    }

    /** How the mapped values of a record are remembered and compared later. */
    public FieldSnapshot snapshot() {
        return snapshot;
    }
}
