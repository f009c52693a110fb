package io.koppel.operate.plan;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a pass would do with one record.
 *
 * @param outcome insert, modify, couple, uncouple, conflict, skip or fail
 * @param record number or name people know the record by
 * @param dataverseId of a new row the id it would get, if the service takes one; likewise {@code businessCentralId}
 * @param sourceVersion version of the record that is read, null where its set has none
 * @param targetVersion version of the record that would be written, null where there is none or it does not matter
 * @param fields what would be written
 * @param lines lines of a document that would be written with it, in the same transaction
 * @param also what else that transaction does: releasing, freight, discounts, the state it ends in
 * @param why reason of an outcome that writes nothing
 * @param check fingerprint of the values as they would be sent; null if nothing would be written
 */
public record PlannedRecord(
        String mapping,
        String direction,
        String outcome,
        @Nullable String record,
        @Nullable String businessCentralId,
        @Nullable String dataverseId,
        @Nullable String sourceVersion,
        @Nullable String targetVersion,
        List<PlannedField> fields,
        List<PlannedLine> lines,
        List<PlannedField> also,
        @Nullable String why,
        @Nullable String check) {

    /** Outcomes that {@code apply} carries out; the others are for reading. */
    static final List<String> APPLIED = List.of("insert", "modify", "couple", "uncouple");

    /** A plan that was kept by an earlier version has no lines. */
    public PlannedRecord {
        lines = Objects.requireNonNullElse(lines, List.of());
        also = Objects.requireNonNullElse(also, List.of());
    }

    /** What would become of a record at the end of its way; null if nothing would. */
    public static @Nullable PlannedRecord of(Pass pass, Item item) {
        String outcome = outcome(item);
        if (outcome == null) {
            return null;
        }
        boolean writes = APPLIED.contains(outcome);
        boolean coupled = item.coupling() != null;
        UUID target = coupled || outcome.equals("insert") ? item.targetId() : null;
        boolean to = pass.target() == Side.DATAVERSE;
        return new PlannedRecord(
                pass.mapping().id(),
                pass.direction().key(),
                outcome,
                item.label(),
                text(to ? item.sourceId() : target),
                text(to ? target : item.sourceId()),
                item.source().etag(),
                outcome.equals("insert") ? null : version(item.target()),
                writes ? PlannedField.of(pass, item) : List.of(),
                writes ? PlannedLine.of(pass, item) : List.of(),
                writes ? alongWith(item) : List.of(),
                why(item),
                writes ? Fingerprint.of(values(item)) : null);
    }

    private static @Nullable String outcome(Item item) {
        if (item.failure() != null) {
            return item.failure().errorClass().equals("conflict") ? "conflict" : "fail";
        }
        Decision decision = item.decision();
        if (decision instanceof Decision.Insert) {
            return "insert";
        }
        if (decision instanceof Decision.Modify) {
            return item.matched() ? "couple" : item.writes() ? "modify" : null;
        }
        if (decision instanceof Decision.RemoveCoupling) {
            return "uncouple";
        }
        return decision instanceof Decision.Skipped ? "skip" : decision instanceof Decision.Failed ? "fail" : null;
    }

    private static @Nullable String why(Item item) {
        if (item.failure() != null && !(item.decision() instanceof Decision.Failed)) {
            return item.failure().message();
        }
        if (item.decision() instanceof Decision.Skipped skipped) {
            return skipped.why();
        }
        if (item.decision() instanceof Decision.Failed failed) {
            return failed.message();
        }
        return item.decision() instanceof Decision.RemoveCoupling ? "its other record is gone" : null;
    }

    /** Columns that are written besides, and actions: what comes before the payload first. */
    private static List<PlannedField> alongWith(Item item) {
        List<PlannedField> also = new ArrayList<>();
        item.first()
                .forEach((column, value) -> also.add(new PlannedField(
                        column, null, PlannedField.text(item.heldBefore(column)), PlannedField.text(value))));
        operations(item).forEach(operation -> {
            String path = operation.path();
            if (operation.kind() == WriteOperation.Kind.ACTION) {
                also.add(new PlannedField(path.substring(path.lastIndexOf('.') + 1), null, null, setOf(path)));
            } else {
                operation
                        .body()
                        .forEach((column, value) -> also.add(
                                new PlannedField(setOf(path) + " " + column, null, null, PlannedField.text(value))));
            }
        });
        return also;
    }

    private static List<WriteOperation> operations(Item item) {
        List<WriteOperation> operations = new ArrayList<>(item.beforehand());
        operations.addAll(item.alongWith());
        return operations;
    }

    private static String setOf(String path) {
        return path.contains("(") ? path.substring(0, path.indexOf('(')) : path;
    }

    private static String values(Item item) {
        StringBuilder values = new StringBuilder(sorted(item.payload()));
        for (Item line : item.lines()) {
            if (line.writes()) {
                values.append('\n').append(line.targetId()).append(sorted(line.payload()));
            }
        }
        item.removedLines().forEach(line -> values.append("\ndelete ").append(line.businessCentralId()));
        operations(item)
                .forEach(operation ->
                        values.append('\n').append(operation.path()).append(sorted(operation.body())));
        return values.toString();
    }

    private static String sorted(Map<String, @Nullable Object> columns) {
        Map<String, String> sorted = new TreeMap<>();
        columns.forEach((property, value) -> sorted.put(property, String.valueOf(PlannedField.text(value))));
        return sorted.toString();
    }

    private static @Nullable String version(@Nullable Row row) {
        return row == null ? null : row.etag();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /** Id on the side that is read. */
    String sourceId() {
        String id = direction.equals("to-dataverse") ? businessCentralId : dataverseId;
        return id == null ? "" : id;
    }

    /** Id on the side that is written, null if the other record does not matter. */
    @Nullable
    String targetId() {
        return direction.equals("to-dataverse") ? dataverseId : businessCentralId;
    }

    /** Everything that counts for whether a plan is the one that was made. */
    String signature() {
        return String.join(
                "|",
                mapping,
                direction,
                outcome,
                String.valueOf(businessCentralId),
                String.valueOf(dataverseId),
                String.valueOf(sourceVersion),
                String.valueOf(targetVersion),
                String.valueOf(check),
                fields.toString(),
                lines.toString(),
                also.toString());
    }

    /** Everything that would be written, field by field: the record's own, those of its lines, and what is done besides. */
    public List<PlannedField> shown() {
        List<PlannedField> shown = new ArrayList<>(fields);
        for (PlannedLine line : lines) {
            String name = "line" + (line.line() == null ? "" : " " + line.line());
            if (line.outcome().equals("delete")) {
                shown.add(new PlannedField(name, null, "there", "removed"));
            }
            line.fields()
                    .forEach(field -> shown.add(new PlannedField(
                            (line.outcome().equals("insert") ? "new " : "") + name + ": " + field.field(),
                            field.from(),
                            field.before(),
                            field.after())));
        }
        also.forEach(
                field -> shown.add(new PlannedField("also " + field.field(), null, field.before(), field.after())));
        return shown;
    }
}
