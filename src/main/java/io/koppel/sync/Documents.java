package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines of documents that are to be created: read with few requests for the whole batch and transferred like any record. A
 * line that cannot be transferred fails its document, so that no half of it comes into being (promises.md P9).
 */
final class Documents {
    private static final int NAMED = 3;
    private static final int MOST_LINES = 10_000;

    /** The number of a document in Business Central. */
    static final String NUMBER = "number";

    /** Column of the place of a line in its document in Dataverse. */
    static final String SEQUENCE = "sequencenumber";

    private final Engine engine;
    private final Failures failures;
    private final DocumentLineRows rows;

    Documents(Engine engine, Failures failures) {
        this.engine = engine;
        this.rows = new DocumentLineRows(engine);
        this.failures = failures;
    }

    /** What transfers the lines' field rows and calls their rules. */
    interface Transfer {
        void transfer(Batch lines, List<Item> items);
    }

    /**
     * Reads and transfers the lines of those items that are to be created; the lines of those a create with a lost answer left
     * behind are read only, to be coupled. Where lines are followed, existing documents get theirs compared as well.
     */
    void transfer(Batch batch, List<Item> items, Transfer transfer) {
        DocumentLines declared = batch.pass().mapping().lines();
        if (declared == null) {
            return;
        }
        List<Item> documents = items.stream()
                .filter(item -> item.failure() == null)
                .filter(item -> item.decision() instanceof Decision.Insert
                        || item.adopted()
                        || (declared.follow() && item.decision() instanceof Decision.Modify))
                .toList();
        if (documents.isEmpty()) {
            return;
        }
        Pass lines = linesOf(engine, batch.pass(), declared);
        lines.runtime().rules().forEach(rule -> rule.begin(lines));
        Batch ofLines = new Batch(engine.newId(), lines, List.of(), -1, (none, service) -> {});
        read(batch.pass(), lines, declared, documents, ofLines);
        List<Item> written = documents.stream()
                .filter(item -> declared.follow() || item.decision() instanceof Decision.Insert)
                .toList();
        List<Item> open = written.stream()
                .flatMap(item -> item.lines().stream())
                .filter(line -> line.failure() == null)
                .toList();
        transfer.transfer(new Batch(engine.newId(), lines, open, -1, (none, service) -> {}), open);
        written.forEach(document -> {
            document.lines(document.lines().stream()
                    .filter(line -> !(line.decision() instanceof Decision.Ignored))
                    .toList());
            failed(batch, document);
        });
        List<Item> whole =
                written.stream().filter(item -> item.failure() == null).toList();
        for (Rule rule : batch.pass().runtime().rules()) {
            rule.completeDocuments(
                    batch,
                    whole,
                    (item, field, message) -> failures.fail(batch, item, ErrorClass.DATA, null, field, message));
        }
    }

    /** The lines' own pass. */
    static Pass linesOf(Engine engine, Pass documents, DocumentLines declared) {
        TableMapping mapping = Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
        Pass lines = new Pass(
                engine.runtime(mapping, documents.direction()),
                documents.mode(),
                documents.run(),
                documents.job(),
                documents.startedBy(),
                0,
                documents.ownUser());
        if (documents.isPreview()) {
            lines.showTo(batch -> {});
        }
        return lines;
    }

    private void read(Pass ofDocuments, Pass pass, DocumentLines declared, List<Item> documents, Batch ofLines) {
        Map<String, List<Row>> sources = rows.read(
                pass,
                declared,
                pass.source(),
                documents.stream()
                        .map(item -> key(pass, declared, pass.source(), item))
                        .toList());
        List<Item> existing = documents.stream()
                .filter(item -> declared.follow() && !(item.decision() instanceof Decision.Insert))
                .toList();
        Map<String, List<Row>> targets = rows.read(
                pass,
                declared,
                pass.target(),
                existing.stream()
                        .map(item -> key(pass, declared, pass.target(), item))
                        .toList());
        LineMatch match = new LineMatch(engine, pass, existing.isEmpty() ? List.of() : coupled(pass, sources, targets));
        for (Item document : documents) {
            List<Row> own =
                    new ArrayList<>(sources.getOrDefault(key(pass, declared, pass.source(), document), List.of()));
            own.sort(Comparator.comparingLong((Row row) -> order(pass, row))
                    .thenComparing(row ->
                            pass.runtime().records().id(pass.source(), row).toString()));
            if (existing.contains(document)) {
                match.match(
                        document,
                        own,
                        targets.getOrDefault(key(pass, declared, pass.target(), document), List.of()),
                        ofDocuments.leftOpen().resumed().containsKey(document.sourceId())
                                ? leftOver(ofDocuments, pass, document)
                                : List.of(),
                        (line, field, message) -> failures.fail(ofLines, line, ErrorClass.GONE, null, field, message));
            } else {
                document.lines(inserts(pass, declared, document, own));
                if (declared.follow()) {
                    document.documentChange(DocumentChange.ofNew(pass));
                }
            }
        }
    }

    /**
     * What names a document on its lines: its id, or its number where Business Central's lines name it so.
     *
     * @param lines the lines' pass
     */
    static String key(Pass lines, DocumentLines declared, Side side, Item document) {
        boolean source = lines.source() == side;
        if (side == Side.DATAVERSE || !declared.byNumber()) {
            return (source ? document.sourceId() : document.targetId()).toString();
        }
        if (source) {
            return String.valueOf(document.label());
        }
        Row there = document.written() != null ? document.written() : document.target();
        return there == null ? "" : String.valueOf(there.get(NUMBER));
    }

    /** Couplings of a document's lines, found by its number: rows tell nothing of lines that are gone on both sides. */
    private List<Coupling> leftOver(Pass ofDocuments, Pass lines, Item document) {
        Row there = document.target();
        String number = ofDocuments.source() == Side.BUSINESS_CENTRAL
                ? document.label()
                : there == null ? null : ofDocuments.runtime().records().label(Side.BUSINESS_CENTRAL, there);
        return number == null
                ? List.of()
                : engine.couplings().list(lines.runtime().scope(), number + " ", null, MOST_LINES).stream()
                        .filter(coupling -> String.valueOf(coupling.number()).startsWith(number + " "))
                        .toList();
    }

    private List<Coupling> coupled(Pass pass, Map<String, List<Row>> sources, Map<String, List<Row>> targets) {
        int scope = pass.runtime().scope();
        return engine.database().read(connection -> {
            Map<UUID, Coupling> found = new LinkedHashMap<>();
            engine.couplings()
                    .find(connection, scope, pass.source(), LineMatch.ids(pass, pass.source(), sources.values()))
                    .values()
                    .forEach(coupling -> found.put(coupling.businessCentralId(), coupling));
            engine.couplings()
                    .find(connection, scope, pass.target(), LineMatch.ids(pass, pass.target(), targets.values()))
                    .values()
                    .forEach(coupling -> found.put(coupling.businessCentralId(), coupling));
            return List.copyOf(found.values());
        });
    }

    private static List<Item> inserts(Pass pass, DocumentLines declared, Item document, List<Row> own) {
        List<Item> lines = new ArrayList<>();
        for (Row row : own) {
            UUID id = pass.runtime().records().id(pass.source(), row);
            Item line = new Item(
                    id,
                    row,
                    pass.runtime().records().label(pass.source(), row),
                    lineId(document.targetId(), id),
                    document);
            line.decide(new Decision.Insert());
            boolean ignored = declared.follow()
                    && pass.runtime().rules().stream().anyMatch(rule -> rule.ignores(line, pass) != null);
            if (!ignored) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    /** Lines keep the order they have in their document. */
    private static long order(Pass pass, Row row) {
        Object number = pass.source() == Side.BUSINESS_CENTRAL
                ? pass.runtime().records().label(pass.source(), row)
                : row.get(SEQUENCE);
        String text = String.valueOf(number);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /**
     * The id a line is created with follows from its document's: whoever finds the document after a lost answer knows its
     * lines without having remembered them.
     */
    static UUID lineId(UUID document, UUID line) {
        ByteBuffer both = ByteBuffer.allocate(32)
                .putLong(document.getMostSignificantBits())
                .putLong(document.getLeastSignificantBits())
                .putLong(line.getMostSignificantBits())
                .putLong(line.getLeastSignificantBits());
        return new UUID(
                document.getMostSignificantBits(),
                UUID.nameUUIDFromBytes(both.array()).getLeastSignificantBits());
    }

    private void failed(Batch batch, Item document) {
        List<Item> bad =
                document.lines().stream().filter(line -> line.failure() != null).toList();
        if (bad.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        for (Item line : bad.subList(0, Math.min(NAMED, bad.size()))) {
            message.append(message.isEmpty() ? "" : "; ")
                    .append("line ")
                    .append(line.label())
                    .append(": ")
                    .append(line.decision() instanceof Decision.Failed failed ? failed.message() : "failed");
        }
        if (bad.size() > NAMED) {
            message.append("; and ").append(bad.size() - NAMED).append(" more lines");
        }
        Decision first = bad.get(0).decision();
        failures.fail(batch, document, LineMatch.classOf(first), null, field(bad.get(0)), message.toString());
    }

    private static @Nullable String field(Item line) {
        FailedRecord failure = line.failure();
        String field = failure == null ? null : failure.field();
        return field == null || field.isEmpty() ? null : field;
    }
}
