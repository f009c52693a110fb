package io.koppel.sales.bidirectional;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.SalesRun;
import io.koppel.sales.order.CoupledBlocks;
import io.koppel.sync.Engine;
import io.koppel.sync.rules.KeptFigures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The steps of {@code routes/archived-orders.yaml}: orders that travelled both ways and that Business Central has no more, because
 * they were posted or deleted (sales-documents.md §10.3). That is committed first, so that neither side's order is looked at by the
 * regular synchronization any more; then Sales is told from the archive how the order ended.
 */
public final class EndedSteps {
    private static final int PAGE = 100;

    private final Engine engine;
    private final ArchivedOrders archived;
    private final OrderArchiving archiving;
    private final OrderLineCouplings lineCouplings;
    private final EndedReader reader;
    private final KeptFigures kept;

    public EndedSteps(Engine engine) {
        this.engine = engine;
        this.archived = new ArchivedOrders(engine.database(), engine.company().name());
        this.archiving = new OrderArchiving(engine);
        this.lineCouplings = new OrderLineCouplings(engine);
        this.reader = new EndedReader(engine);
        this.kept = new KeptFigures(engine);
    }

    /** Orders of Sales whose end an earlier run saw and did not tell. */
    public List<UUID> leftOver() {
        return archived.open().stream().map(ArchivedOrder::dataverseId).toList();
    }

    /** Blocks of orders of which Sales is to be told: those left over that the run names, or coupled ones that are gone. */
    public Iterator<List<ArchivedOrder>> ended(SalesRun run) {
        archiving.switchOn();
        if (!run.documents().isEmpty()) {
            return List.of(archived.of(run.documents()).stream()
                            .filter(order -> !order.settled())
                            .toList())
                    .iterator();
        }
        Iterator<List<Coupling>> blocks = new CoupledBlocks(engine, run.scope(), PAGE);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public List<ArchivedOrder> next() {
                return gone(run, blocks.next());
            }
        };
    }

    /** Those of a block that Business Central has no more; they are uncoupled and remembered. */
    private List<ArchivedOrder> gone(SalesRun run, List<Coupling> block) {
        List<Coupling> coupled =
                block.stream().filter(coupling -> !coupling.state().isPending()).toList();
        Set<String> there = new HashSet<>();
        engine.services()
                .businessCentral()
                .readByIds(
                        "salesOrders",
                        "systemId",
                        coupled.stream()
                                .map(coupling -> coupling.businessCentralId().toString())
                                .toList(),
                        Map.of("$select", "systemId"))
                .rows()
                .forEach(row -> there.add(String.valueOf(row.get("systemId"))));
        List<Coupling> gone = coupled.stream()
                .filter(coupling -> !there.contains(coupling.businessCentralId().toString()))
                .toList();
        if (gone.isEmpty()) {
            return List.of();
        }
        List<ArchivedOrder> orders = gone.stream()
                .map(coupling -> new ArchivedOrder(
                        coupling.dataverseId(),
                        coupling.businessCentralId(),
                        coupling.number(),
                        coupling.name(),
                        false))
                .toList();
        engine.database().inTransaction(connection -> {
            archived.put(connection, orders);
            uncouple(connection, run, gone);
            return true;
        });
        return orders;
    }

    private void uncouple(Connection connection, SalesRun run, List<Coupling> gone) throws SQLException {
        engine.couplings()
                .delete(
                        connection,
                        run.scope(),
                        gone.stream().map(Coupling::businessCentralId).toList());
        TableMapping orders = engine.mappings().apply(run.mapping());
        if (orders == null) {
            return;
        }
        Map<Integer, List<UUID>> lines = new HashMap<>();
        for (Coupling order : gone) {
            lineCouplings.of(orders, order).forEach((mapping, couplings) -> lines.computeIfAbsent(
                            engine.scope(mapping.id()), key -> new ArrayList<>())
                    .addAll(couplings.stream().map(Coupling::businessCentralId).toList()));
        }
        for (Map.Entry<Integer, List<UUID>> entry : lines.entrySet()) {
            engine.couplings().delete(connection, entry.getKey(), entry.getValue());
        }
    }

    /** What Sales has to be told; next comes Dataverse. */
    public EndedBatch compose(List<ArchivedOrder> orders, SalesRun run) {
        Map<ArchivedOrder, List<WriteOperation>> writes = new LinkedHashMap<>();
        if (!orders.isEmpty()) {
            boolean keeps = run.kept(Boolean.class, kept::areKept);
            reader.read(orders).forEach((order, end) -> writes.put(order, end.writes(keeps)));
        }
        return new EndedBatch(run, engine.newId(), writes);
    }

    /** Confirms what Sales was told. */
    public EndedBatch confirm(EndedBatch batch) {
        List<ArchivedOrder> told =
                batch.done().stream().map(ArchivedOrder::told).toList();
        List<History.Entry> history = new ArrayList<>();
        long modified = 0;
        for (ArchivedOrder order : batch.done()) {
            modified += batch.writes(order).isEmpty() ? 0 : 1;
            batch.writes(order).forEach(write -> history.add(entry(order, write, batch.requestId())));
        }
        Counters counters =
                new Counters(0, modified, 0, 0, 0, batch.getFailures().size(), 0, told.size());
        engine.database().inTransaction(connection -> {
            archived.put(connection, told);
            batch.run().confirm(connection, counters, history, batch.getFailures());
            return true;
        });
        return batch;
    }

    private static History.Entry entry(ArchivedOrder order, WriteOperation write, String requestId) {
        List<FieldChange> changes = new ArrayList<>();
        boolean action = write.kind() == WriteOperation.Kind.ACTION;
        if (!action) {
            write.body().forEach((column, value) -> changes.add(new FieldChange(column, null, value)));
        }
        String path = write.path();
        return new History.Entry(
                order.businessCentralId(),
                order.dataverseId(),
                Side.DATAVERSE,
                action
                        ? path.substring(path.lastIndexOf('.') + 1)
                        : write.kind().name().toLowerCase(java.util.Locale.ROOT),
                (path.startsWith("salesorderdetails") ? "line of order " : "order ") + order.label() + " has ended",
                changes,
                requestId);
    }
}
