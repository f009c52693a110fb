package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps of {@code routes/follow-orders.yaml}: looks at every coupled order, 100 a request, because an order that was posted
 * or deleted leaves no change to be read (business-central-api.md §8).
 */
public final class FollowSteps {
    private static final int PAGE = 100;

    /** Stands in the ledger while Sales is being told, so that a death in between is known for what it was. */
    private static final String TELLING = "Sales is being told: ";

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;

    public FollowSteps(Engine engine, DocumentLedger ledger, DocumentClaims claims) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
    }

    /** Blocks of coupled orders, read from the database when they are asked for. */
    public Iterator<List<Coupling>> coupled(SalesRun run) {
        return new CoupledBlocks(engine, run.scope(), PAGE);
    }

    /** Looks at a block on both sides and decides; next comes Dataverse. */
    public FollowBatch look(List<Coupling> block, SalesRun run) {
        List<Coupling> own = block.stream()
                .filter(coupling -> !coupling.state().isPending() && claims.claim(coupling.dataverseId()))
                .toList();
        Runnable release = () -> own.forEach(coupling -> claims.release(coupling.dataverseId()));
        try {
            FollowBatch batch = new FollowBatch(run, engine.newId(), decide(own), release);
            intend(batch);
            return batch;
        } catch (RuntimeException e) {
            release.run();
            throw e;
        }
    }

    private List<FollowedOrder> decide(List<Coupling> block) {
        Map<String, Row> orders = new HashMap<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        CreatedOrders.SET,
                        "systemId",
                        block.stream()
                                .map(coupling -> coupling.businessCentralId().toString())
                                .toList(),
                        Map.of("$select", "systemId,number,completelyInvoiced"))
                .rows()) {
            orders.put(Columns.text(row, "systemId"), row);
        }
        List<Coupling> touched = block.stream()
                .filter(coupling -> {
                    Row order = orders.get(coupling.businessCentralId().toString());
                    return order == null || Columns.flag(order, "completelyInvoiced");
                })
                .toList();
        if (touched.isEmpty()) {
            return List.of();
        }
        Map<UUID, Row> sales = sales(touched);
        Set<String> posted = PostedOrders.of(
                engine,
                touched.stream()
                        .filter(coupling ->
                                !orders.containsKey(coupling.businessCentralId().toString()))
                        .map(Coupling::number)
                        .toList());
        Map<UUID, DocumentEntry> known = ledger.find(
                DocumentKind.ORDER, touched.stream().map(Coupling::dataverseId).toList());
        List<FollowedOrder> followed = new ArrayList<>();
        for (Coupling coupling : touched) {
            Row order = orders.get(coupling.businessCentralId().toString());
            Row shown = sales.get(coupling.dataverseId());
            DocumentEntry entry = known.get(coupling.dataverseId());
            boolean wasPosted = coupling.number() != null && posted.contains(coupling.number());
            OrderLife life = OrderLife.of(new OrderLife.Shown(
                    order != null,
                    order != null && Columns.flag(order, "completelyInvoiced"),
                    wasPosted,
                    shown == null ? -1 : Columns.number(shown, "statecode")));
            if (life != OrderLife.GOES_ON || isTelling(entry)) {
                followed.add(new FollowedOrder(coupling, entry, shown, life));
            }
        }
        return List.copyOf(followed);
    }

    private Map<UUID, Row> sales(List<Coupling> block) {
        Map<UUID, Row> found = new HashMap<>();
        for (Row row : engine.services()
                .dataverse()
                .readByIds(
                        "salesorders",
                        "salesorderid",
                        block.stream()
                                .map(coupling -> coupling.dataverseId().toString())
                                .toList(),
                        Map.of("$select", "salesorderid,statecode,statuscode,lastbackofficesubmit"))
                .rows()) {
            found.put(Columns.id(row, "salesorderid"), row);
        }
        return found;
    }

    private static boolean isTelling(@Nullable DocumentEntry entry) {
        return entry != null && entry.message() != null && entry.message().startsWith(TELLING);
    }

    private void intend(FollowBatch batch) {
        List<DocumentEntry> intents = batch.orders().stream()
                .filter(order -> !order.steps().isEmpty())
                .map(order -> entry(batch, order)
                        .in(
                                DocumentState.SETTLED,
                                TELLING + order.life(),
                                batch.run().run(),
                                batch.run().now()))
                .toList();
        if (!intents.isEmpty()) {
            engine.database().inTransaction(connection -> {
                ledger.put(connection, intents);
                return true;
            });
        }
    }

    private static DocumentEntry entry(FollowBatch batch, FollowedOrder order) {
        DocumentEntry known = order.known();
        return known != null
                ? known
                : new DocumentEntry(
                        DocumentKind.ORDER,
                        order.coupling().dataverseId(),
                        order.coupling().businessCentralId(),
                        DocumentState.SETTLED,
                        order.coupling().number(),
                        order.coupling().name(),
                        null,
                        batch.run().run(),
                        batch.run().now());
    }

    /** Confirms what Sales was told, and dissolves the pairs of orders that are gone. */
    public FollowBatch confirm(FollowBatch batch) {
        List<DocumentEntry> entries = new ArrayList<>();
        List<UUID> dissolved = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        long modified = 0;
        for (FollowedOrder order : batch.orders()) {
            if (!order.done()) {
                continue;
            }
            if (order.wrote() || isTelling(order.known())) {
                modified++;
                history(order, batch.requestId(), history);
            }
            entries.add(entry(batch, order)
                    .in(
                            state(order.life()),
                            null,
                            batch.run().run(),
                            batch.run().now()));
            if (order.life() != OrderLife.INVOICED && order.life() != OrderLife.GOES_ON) {
                dissolved.add(order.coupling().businessCentralId());
            }
        }
        Counters counters =
                new Counters(0, modified, 0, 0, 0, batch.getFailures().size(), 0, dissolved.size());
        engine.database().inTransaction(connection -> {
            ledger.put(connection, entries);
            engine.couplings().delete(connection, batch.run().scope(), dissolved);
            batch.run().confirm(connection, counters, history, batch.getFailures());
            return true;
        });
        batch.release();
        return batch;
    }

    private static DocumentState state(OrderLife life) {
        return switch (life) {
            case GOES_ON, INVOICED -> DocumentState.SETTLED;
            case POSTED, FORGOTTEN -> DocumentState.POSTED;
            case RETURNED -> DocumentState.RETURNED;
        };
    }

    /** What was told; for an order whose answer a dead process did not live to hear, what Sales shows now. */
    private static void history(FollowedOrder order, String requestId, List<History.Entry> history) {
        Row row = order.sales();
        List<Map<String, @Nullable Object>> steps = order.wrote() || row == null
                ? order.steps()
                : List.of(Map.of("statecode", String.valueOf(row.get("statecode"))));
        for (Map<String, @Nullable Object> values : steps) {
            history.add(new History.Entry(
                    order.coupling().businessCentralId(),
                    order.coupling().dataverseId(),
                    Side.DATAVERSE,
                    "update",
                    order.wrote() ? order.life().name().toLowerCase(java.util.Locale.ROOT) : "adopted",
                    OrderHistory.changes(values, row == null ? Map.of() : row.values()),
                    requestId));
        }
    }
}
