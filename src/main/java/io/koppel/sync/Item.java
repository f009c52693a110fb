package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Transferred.Change;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
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
    private final BothRecords records;
    private final @Nullable String label;
    private @Nullable Coupling coupling;
    private final Pairing pairing = new Pairing();
    private UUID targetId;
    private Decision decision = new Decision.NeedsTarget();
    private Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    private Map<String, @Nullable Object> first = Map.of();
    private List<Change> changes = List.of();
    private final LeftAlone leftAlone = new LeftAlone();
    private final Delivered delivered = new Delivered();
    private @Nullable FailedRecord failure;
    private final @Nullable Item document;
    private List<Item> lines = List.of();
    private final SameTransaction sameTransaction = new SameTransaction();
    private @Nullable DocumentChange documentChange;

    Item(UUID sourceId, Row source, @Nullable String label, UUID newTargetId) {
        this(sourceId, source, label, newTargetId, null);
    }

    Item(UUID sourceId, Row source, @Nullable String label, UUID newTargetId, @Nullable Item document) {
        this.document = document;
        this.sourceId = sourceId;
        this.records = new BothRecords(source);
        this.label = label;
        this.targetId = newTargetId;
    }

    /** Id on the side the pass reads. */
    public UUID sourceId() {
        return sourceId;
    }

    /** The record as read. */
    public Row source() {
        return records.source();
    }

    /** Both records with their mapped values. */
    BothRecords records() {
        return records;
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

    /** Whether match-based coupling found the partner in this pass. */
    public boolean matched() {
        return pairing.matched();
    }

    /** How it came by its partner, or loses it. */
    Pairing pairing() {
        return pairing;
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

    /** The record on the other side as read, null if it was not read or does not exist. */
    public @Nullable Row target() {
        return records.target();
    }

    void target(@Nullable Row row) {
        records.target(row);
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
        return records.heldBefore(property);
    }

    /** What its write leaves alone although it differs. */
    LeftAlone leftAlone() {
        return leftAlone;
    }

    /** Whether a request must be sent. */
    public boolean writes() {
        return failure == null
                && (decision instanceof Decision.Insert
                        || (decision instanceof Decision.Modify
                                && !(payload.isEmpty()
                                        && first.isEmpty()
                                        && alongWith().isEmpty()
                                        && !changesLines())));
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

    /** What became of it, if it was sent. */
    Delivered delivered() {
        return delivered;
    }

    /** The other side's record after the write, as far as the service told. */
    public @Nullable Row written() {
        return delivered.written();
    }

    void written(@Nullable Row row) {
        delivered.written(row);
    }

    /** Whether the target came into being by an earlier attempt of Koppel's that nobody confirmed. */
    public boolean adopted() {
        return pairing.adopted();
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
        return sameTransaction.before();
    }

    /** Adds an action to {@link #beforehand}. */
    public void beforehand(WriteOperation action) {
        sameTransaction.addBefore(action);
    }

    /**
     * Writes that belong to the creation of a document and come after it in the same transaction: columns the service takes in
     * updates only. Rules may add to it.
     */
    public List<WriteOperation> alongWith() {
        return sameTransaction.behind();
    }

    /**
     * Adds to {@link #alongWith} columns of one row. What is already to be set on that row is set together with it, at the end:
     * a row may be closed by its last change.
     */
    public void setAlongWith(String path, Map<String, @Nullable Object> values) {
        sameTransaction.setBehind(path, values);
    }

    /** Adds an action to {@link #alongWith}; it comes after everything added so far. */
    public void alongWith(WriteOperation action) {
        sameTransaction.addBehind(action);
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
        sameTransaction.clear();
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
