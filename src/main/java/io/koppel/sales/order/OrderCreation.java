package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the orders of a batch in one request, each with its lines or not at all, and confirms in one transaction what came of
 * it: couplings, history, failures and the ledger.
 */
final class OrderCreation {
    private final Engine engine;
    private final DocumentLedger ledger;

    OrderCreation(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    /** Sends the creates; an order whose answer is lost, or that is there already, is read by the id that was chosen for it. */
    void send(OrderBatch batch, ODataService service) {
        List<OrderItem> open = batch.open().stream()
                .filter(item -> item.created() == null && item.composed() != null)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<WriteResult> results =
                service.batch(open.stream().map(OrderCreation::create).toList(), false);
        Map<String, OrderItem> doubtful = new LinkedHashMap<>();
        Map<OrderItem, String> unknown = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            OrderItem item = open.get(i);
            if (results.get(i) instanceof WriteResult.Written written) {
                item.created(written.row() == null ? new Row(written.etag(), Map.of()) : written.row(), true);
            } else if (results.get(i) instanceof WriteResult.Unknown lost) {
                doubtful.put(item.businessCentralId().toString(), item);
                unknown.put(item, lost.reason());
            } else if (results.get(i) instanceof WriteResult.Refused refused) {
                if (refused.error().kind() == ErrorClass.DUPLICATE) {
                    doubtful.put(item.businessCentralId().toString(), item);
                }
                refuse(batch, item, refused.error());
            }
        }
        settle(batch, service, doubtful, unknown);
    }

    private void settle(
            OrderBatch batch, ODataService service, Map<String, OrderItem> doubtful, Map<OrderItem, String> unknown) {
        for (Row row : CreatedOrders.read(service, doubtful.keySet())) {
            OrderItem item = doubtful.get(Columns.text(row, "systemId"));
            if (item != null) {
                item.found(row);
                unknown.remove(item);
            }
        }
        unknown.forEach((item, reason) -> batch.fail(
                item,
                ErrorClass.TRANSIENT,
                "no-answer",
                null,
                "the answer was lost (" + reason + "); the next run reads the order and finishes the attempt"));
    }

    private static void refuse(OrderBatch batch, OrderItem item, ServiceError error) {
        if (error.kind() == ErrorClass.CONFIGURATION) {
            batch.run().fail(new IllegalStateException("creating orders: " + error.describe()));
        }
        batch.fail(item, error.kind(), error.code(), null, error.message());
    }

    private static WriteOperation create(OrderItem item) {
        ComposedDocument composed = Objects.requireNonNull(item.composed());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("systemId", item.businessCentralId().toString());
        body.putAll(composed.header());
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Map<String, @Nullable Object> line : composed.lines()) {
            Map<String, @Nullable Object> withKey = new LinkedHashMap<>();
            withKey.put("systemId", lineId(item.businessCentralId(), line).toString());
            withKey.putAll(line);
            lines.add(withKey);
        }
        if (!lines.isEmpty()) {
            body.put("salesOrderLines", lines);
        }
        return WriteOperation.create(CreatedOrders.SET, body);
    }

    /** Ids of lines follow from their order's, so that an order found after a lost answer is known with its lines. */
    static UUID lineId(UUID order, Map<String, @Nullable Object> line) {
        return UUID.nameUUIDFromBytes((order + " line " + line.get("lineNumber")).getBytes(StandardCharsets.UTF_8));
    }

    /** Confirms what was created and what was refused. */
    OrderBatch confirm(OrderBatch batch) {
        List<DocumentEntry> entries = new ArrayList<>();
        List<Coupling> couplings = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        List<OrderItem> failed = new ArrayList<>();
        for (OrderItem item : batch.items()) {
            if (item.failure() != null) {
                failed.add(item);
                entry(batch, item).ifPresent(entries::add);
            } else if (item.created() != null && !item.confirmed()) {
                String number = Columns.text(item.created(), "number");
                DocumentEntry entry = created(batch, item, number);
                item.known(entry);
                entries.add(entry);
                couplings.add(Coupling.fresh(item.businessCentralId(), item.id(), number, item.name()));
                OrderHistory.created(history, item, batch.requestId());
            }
        }
        engine.database().inTransaction(connection -> {
            ledger.put(connection, entries);
            Map<UUID, Coupling> there = engine.couplings()
                    .find(
                            connection,
                            batch.run().scope(),
                            Side.BUSINESS_CENTRAL,
                            couplings.stream().map(Coupling::businessCentralId).collect(Collectors.toSet()));
            engine.couplings()
                    .insert(
                            connection,
                            batch.run().scope(),
                            couplings.stream()
                                    .filter(coupling -> !there.containsKey(coupling.businessCentralId()))
                                    .toList());
            batch.run()
                    .confirm(
                            connection,
                            new Counters(couplings.size(), 0, 0, 0, 0, failed.size(), 0, 0),
                            history,
                            batch.getFailures());
            return true;
        });
        return batch;
    }

    private static DocumentEntry created(OrderBatch batch, OrderItem item, String number) {
        return new DocumentEntry(
                DocumentKind.ORDER,
                item.id(),
                item.businessCentralId(),
                DocumentState.CREATED,
                number,
                item.name(),
                null,
                batch.run().run(),
                batch.run().now());
    }

    /** A refused order is remembered with its reason; one whose answer is lost keeps its intent. */
    private static Optional<DocumentEntry> entry(OrderBatch batch, OrderItem item) {
        boolean undecided =
                "no-answer".equals(Objects.requireNonNull(item.failure()).code());
        if (undecided || item.confirmed()) {
            return Optional.empty();
        }
        return Optional.of(new DocumentEntry(
                DocumentKind.ORDER,
                item.id(),
                item.businessCentralId(),
                DocumentState.REFUSED,
                null,
                item.name(),
                item.failure().message(),
                batch.run().run(),
                batch.run().now()));
    }
}
