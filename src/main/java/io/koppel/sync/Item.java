package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.HeldFields.HeldField;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through a pass. Steps of the route fill it in from left to right; an integrator's own step may read
 * everything and change {@link #payload}.
 */
public final class Item {
    private final UUID sourceId;
    private final Row source;
    private final @Nullable String label;
    private @Nullable Coupling coupling;
    private boolean seenBefore;
    private boolean matched;
    private @Nullable UUID replaces;
    private boolean couplingStored;
    private @Nullable OpenAttempt openAttempt;
    private final List<Arrived> arrived = new ArrayList<>();
    private UUID targetId;
    private boolean targetRead;
    private @Nullable Object @Nullable [] sourceValues;
    private @Nullable Object @Nullable [] targetValues;
    private @Nullable Row target;
    private Decision decision = new Decision.NeedsTarget();
    private Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    private Map<String, @Nullable Object> first = Map.of();
    private List<Change> changes = List.of();
    private List<Change> heldBack = List.of();
    private @Nullable WriteResult result;
    private @Nullable Row written;
    private boolean adopted;
    private List<String> copies = List.of();
    private List<HeldField> noLongerHeld = List.of();
    private int attempts;
    private @Nullable FailedRecord failure;
    private final @Nullable Item document;
    private List<Item> lines = List.of();
    private final List<WriteOperation> beforehand = new ArrayList<>();
    private final List<WriteOperation> alongWith = new ArrayList<>();
    private @Nullable DocumentChange documentChange;
    private List<Uncoupler.Parting> partings = List.of();
    private @Nullable Coupling restored;

    Item(UUID sourceId, Row source, @Nullable String label, UUID newTargetId) {
        this(sourceId, source, label, newTargetId, null);
    }

    Item(UUID sourceId, Row source, @Nullable String label, UUID newTargetId, @Nullable Item document) {
        this.document = document;
        this.sourceId = sourceId;
        this.source = source;
        this.label = label;
        this.targetId = newTargetId;
    }

    /** Id on the side the pass reads. */
    public UUID sourceId() {
        return sourceId;
    }

    /** The record as read. */
    public Row source() {
        return source;
    }

    /** Its mapped values, taken out of the row once however often they are compared; nobody changes the array. */
    @Nullable
    Object[] sourceValues(Pass pass) {
        @Nullable Object[] values = sourceValues;
        if (values == null) {
            values = pass.runtime().snapshot().values(pass.source(), source.values());
            sourceValues = values;
        }
        return values;
    }

    /** The mapped values of the record on the other side as read; nobody changes the array. */
    @SuppressWarnings("ReferenceEquality") // the row that is remembered, not one that equals it
    @Nullable
    Object[] targetValues(Pass pass, Row read) {
        @Nullable Object[] values = targetValues;
        if (values == null || read != target) {
            values = pass.runtime().snapshot().values(pass.target(), read.values());
            targetValues = read == target ? values : null;
        }
        return values;
    }

    /** Number or name people know it by. */
    public @Nullable String label() {
        return label;
    }

    /** Its coupling, null if it has none. */
    public @Nullable Coupling coupling() {
        return coupling;
    }

    void coupling(@Nullable Coupling found) {
        coupling = found;
    }

    boolean seenBefore() {
        return seenBefore;
    }

    void seenBefore(boolean seen) {
        seenBefore = seen;
    }

    /** Whether match-based coupling found the partner in this pass. */
    public boolean matched() {
        return matched;
    }

    void matched(boolean found) {
        matched = found;
    }

    /** The Business Central record whose coupling gives way to this one's, null if none does. */
    @Nullable
    UUID replaces() {
        return replaces;
    }

    void replaces(@Nullable UUID other) {
        replaces = other;
    }

    /** Whether the coupling of a matched record stands in the store already. */
    boolean couplingStored() {
        return couplingStored;
    }

    void couplingStored(boolean stored) {
        couplingStored = stored;
    }

    /** An attempt at this record whose outcome nobody knows, null if there is none. */
    @Nullable
    OpenAttempt openAttempt() {
        return openAttempt;
    }

    void openAttempt(@Nullable OpenAttempt attempt) {
        openAttempt = attempt;
    }

    /** Writes that turned out to have arrived although nobody heard of it. */
    List<Arrived> arrived() {
        return arrived;
    }

    /** Id on the side the pass writes: the partner's, or the one chosen for a new record. */
    public UUID targetId() {
        return targetId;
    }

    void targetId(UUID id) {
        targetId = id;
    }

    /** Whether the record is created on the other side by this pass. */
    public boolean isNew() {
        return decision instanceof Decision.Insert;
    }

    boolean targetRead() {
        return targetRead;
    }

    /** The record on the other side as read, null if it was not read or does not exist. */
    public @Nullable Row target() {
        return target;
    }

    void target(@Nullable Row row) {
        target = row;
        targetRead = true;
        targetValues = null;
    }

    void forgetTarget() {
        target = null;
        targetRead = false;
        targetValues = null;
    }

    /** What becomes of the record. */
    public Decision decision() {
        return decision;
    }

    /** Replaces the decision; an own step may turn a record into {@link Decision.Ignored}. */
    public void decide(Decision newDecision) {
        decision = newDecision;
    }

    /** What is written: property to value in the target's form. May be changed until intents are opened. */
    public Map<String, @Nullable Object> payload() {
        return payload;
    }

    void payload(Map<String, @Nullable Object> values) {
        payload = values;
        first = Map.of();
    }

    /** What is written before the payload, in a request of its own: columns without which the service takes no others. */
    public Map<String, @Nullable Object> first() {
        return first;
    }

    /** Lets these columns of an existing record be written before the payload. */
    public void first(Map<String, @Nullable Object> values) {
        first = values;
    }

    /** The field rows behind the payload. */
    public List<Change> changes() {
        return changes;
    }

    void changes(List<Change> fields) {
        changes = fields;
    }

    /** What the target holds, as read, where {@code property} of the payload is written; null for empty or a new record. */
    public @Nullable Object heldBefore(String property) {
        if (target == null) {
            return null;
        }
        return property.endsWith("@odata.bind")
                ? target.get("_" + property.substring(0, property.indexOf('@')).toLowerCase(java.util.Locale.ROOT)
                        + "_value")
                : target.get(property);
    }

    List<Change> heldBack() {
        return heldBack;
    }

    void heldBack(List<Change> fields) {
        heldBack = fields;
    }

    /** Whether a request must be sent. */
    public boolean writes() {
        return failure == null
                && (decision instanceof Decision.Insert
                        || (decision instanceof Decision.Modify
                                && !(payload.isEmpty() && first.isEmpty() && alongWith.isEmpty() && !changesLines())));
    }

    /** Whether lines of an existing document are added, changed or removed. */
    public boolean changesLines() {
        return documentChange != null
                && (!documentChange.removed().isEmpty() || lines.stream().anyMatch(Item::writes));
    }

    /** What becomes of the lines of a document whose lines are followed; null for all other records. */
    @Nullable
    DocumentChange documentChange() {
        return documentChange;
    }

    void documentChange(@Nullable DocumentChange change) {
        documentChange = change;
    }

    /** The lines that the other side's document has, as read, whether they are mapped or not; none for a new document. */
    public List<Row> targetLines() {
        return documentChange == null ? List.of() : documentChange.targetLines();
    }

    /** Couplings of lines that the other side's document has and that are removed from it; none for a new document. */
    public List<Coupling> removedLines() {
        return documentChange == null ? List.of() : documentChange.removed();
    }

    @Nullable
    WriteResult result() {
        return result;
    }

    void result(@Nullable WriteResult outcome) {
        result = outcome;
    }

    /** The other side's record after the write, as far as the service told. */
    public @Nullable Row written() {
        return written;
    }

    void written(@Nullable Row row) {
        written = row;
    }

    /** Fields that were held and are synchronized again, because a side has changed them or somebody insists. */
    List<HeldField> noLongerHeld() {
        return noLongerHeld;
    }

    void noLongerHeld(List<HeldField> fields) {
        noLongerHeld = fields;
    }

    /** Further choice columns that took the option along. */
    List<String> copies() {
        return copies;
    }

    void copies(List<String> columns) {
        copies = columns;
    }

    /** Whether the target came into being by an earlier attempt of Koppel's that nobody confirmed. */
    public boolean adopted() {
        return adopted;
    }

    void adopted(boolean found) {
        adopted = found;
    }

    /** Couplings that go with this one, itself included. */
    List<Uncoupler.Parting> partings() {
        return partings;
    }

    void partings(List<Uncoupler.Parting> pairs) {
        partings = pairs;
    }

    /** The coupling with a deleted record that the create of this pass replaced, null if there was none. */
    @Nullable
    Coupling restored() {
        return restored;
    }

    void restored(@Nullable Coupling broken) {
        restored = broken;
    }

    int attempts() {
        return attempts;
    }

    void attempted() {
        attempts++;
    }

    /** The document a line belongs to, null for records that stand by themselves. */
    public @Nullable Item document() {
        return document;
    }

    /** The lines of a document that is to be created, or whose lines are followed, in their order. */
    public List<Item> lines() {
        return lines;
    }

    /** Replaces the lines; a rule may add one that has no Business Central record. */
    public void lines(List<Item> newLines) {
        lines = newLines;
    }

    /** A line that only Dataverse has: it is created with the document and coupled with nothing. */
    public Item addLine(UUID newTargetId, Map<String, @Nullable Object> values) {
        Item line = new Item(new UUID(0, 0), new Row(null, Map.of()), null, newTargetId, this);
        line.decide(new Decision.Insert());
        line.payload(new LinkedHashMap<>(values));
        List<Item> more = new ArrayList<>(lines);
        more.add(line);
        lines = List.copyOf(more);
        return line;
    }

    /** Writes that an existing document needs before it takes any others, after {@link #first} and in the same transaction. */
    public List<WriteOperation> beforehand() {
        return List.copyOf(beforehand);
    }

    /** Adds an action to {@link #beforehand}. */
    public void beforehand(WriteOperation action) {
        beforehand.add(action);
    }

    /**
     * Writes that belong to the creation of a document and come after it in the same transaction: columns the service takes in
     * updates only. Rules may add to it.
     */
    public List<WriteOperation> alongWith() {
        return List.copyOf(alongWith);
    }

    /**
     * Adds to {@link #alongWith} columns of one row. What is already to be set on that row is set together with it, at the end:
     * a row may be closed by its last change.
     */
    public void setAlongWith(String path, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        alongWith.removeIf(operation -> {
            boolean same = operation.path().equals(path);
            if (same) {
                all.putAll(operation.body());
            }
            return same;
        });
        all.putAll(values);
        alongWith.add(WriteOperation.update(path, all, "*"));
    }

    /** Adds an action to {@link #alongWith}; it comes after everything added so far. */
    public void alongWith(WriteOperation action) {
        alongWith.add(action);
    }

    /** Takes back what the field rows would have changed. */
    public void changeNothing() {
        payload.clear();
        changes = List.of();
    }

    /** Takes back what the field rows would have changed in some columns. */
    public void leaveOut(Set<String> properties) {
        payload.keySet().removeAll(properties);
        changes = changes.stream()
                .filter(change -> !properties.contains(change.property()))
                .toList();
    }

    void clearAlongWith() {
        beforehand.clear();
        alongWith.clear();
        documentChange = null;
    }

    /** Why the record failed, null if it did not. */
    public @Nullable FailedRecord failure() {
        return failure;
    }

    void fail(@Nullable FailedRecord reason) {
        failure = reason;
    }
}
