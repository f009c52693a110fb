package io.koppel.sync;

import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Direction;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private final Engine engine;
    private final Failures failures;

    Documents(Engine engine, Failures failures) {
        this.engine = engine;
        this.failures = failures;
    }

    /** What transfers the lines' field rows and calls their rules. */
    interface Transfer {
        void transfer(Batch lines, List<Item> items);
    }

    /**
     * Reads and transfers the lines of those items that are to be created; the lines of those a create with a lost answer left
     * behind are read only, to be coupled.
     */
    void transfer(Batch batch, List<Item> items, Transfer transfer) {
        DocumentLines declared = batch.pass().mapping().lines();
        if (declared == null) {
            return;
        }
        List<Item> documents = items.stream()
                .filter(item -> item.failure() == null)
                .filter(item -> item.decision() instanceof Decision.Insert || item.adopted())
                .toList();
        if (documents.isEmpty()) {
            return;
        }
        Pass lines = pass(batch.pass(), declared);
        read(lines, declared, documents);
        List<Item> created = documents.stream()
                .filter(item -> item.decision() instanceof Decision.Insert)
                .toList();
        List<Item> open =
                created.stream().flatMap(item -> item.lines().stream()).toList();
        transfer.transfer(new Batch(engine.newId(), lines, open, -1, (none, service) -> {}), open);
        created.forEach(document -> failed(batch, document));
        List<Item> whole =
                created.stream().filter(item -> item.failure() == null).toList();
        for (Rule rule : batch.pass().runtime().rules()) {
            rule.completeDocuments(
                    batch,
                    whole,
                    (item, field, message) -> failures.fail(batch, item, ErrorClass.DATA, null, field, message));
        }
    }

    private Pass pass(Pass documents, DocumentLines declared) {
        TableMapping mapping = Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
        Pass lines = new Pass(
                engine.runtime(mapping, Direction.TO_DATAVERSE),
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

    private void read(Pass pass, DocumentLines declared, List<Item> documents) {
        Map<String, Item> byId = new HashMap<>();
        Map<Item, List<Item>> lines = new HashMap<>();
        documents.forEach(document -> {
            byId.put(
                    declared.byNumber()
                            ? String.valueOf(document.label())
                            : document.sourceId().toString(),
                    document);
            lines.put(document, new ArrayList<>());
        });
        Records records = pass.runtime().records();
        String columns = String.join(",", pass.runtime().sourceColumns());
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        declared.businessCentral(),
                        byId.keySet(),
                        Map.of("$select", columns + "," + declared.businessCentral()))
                .rows()) {
            Item document = byId.get(String.valueOf(row.get(declared.businessCentral())));
            if (document != null) {
                UUID id = records.id(Side.BUSINESS_CENTRAL, row);
                Item line = new Item(
                        id, row, records.label(Side.BUSINESS_CENTRAL, row), lineId(document.targetId(), id), document);
                line.decide(new Decision.Insert());
                lines.computeIfAbsent(document, key -> new ArrayList<>()).add(line);
            }
        }
        lines.forEach((document, found) -> {
            found.sort(Comparator.comparingLong(Documents::number));
            document.lines(List.copyOf(found));
        });
    }

    private static long number(Item line) {
        String label = line.label();
        return label != null && label.matches("\\d{1,18}") ? Long.parseLong(label) : 0;
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
        failures.fail(
                batch,
                document,
                first instanceof Decision.Failed failed ? failed.errorClass() : ErrorClass.DATA,
                null,
                field(bad.get(0)),
                message.toString());
    }

    private static @Nullable String field(Item line) {
        FailedRecord failure = line.failure();
        String field = failure == null ? null : failure.field();
        return field == null || field.isEmpty() ? null : field;
    }
}
