package io.koppel.sales.timeline;

import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sales.timeline.ReleasedOrders.Standing;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out what happened to coupled orders since the last look. Business Central tells nobody outside, so the sets are read
 * and compared with what was seen before; events and the stamp up to which the set was read are committed together.
 */
final class EventFinder {
    private static final String RELEASED = "Released";

    private final Engine engine;
    private final DocumentLedger ledger;
    private final OrderEvents events;
    private final ReleasedOrders releases;

    EventFinder(Engine engine, DocumentLedger ledger, OrderEvents events) {
        this.engine = engine;
        this.ledger = ledger;
        this.events = events;
        this.releases = new ReleasedOrders(engine.database(), engine.company().name());
    }

    /** Notes what a page of orders tells: those that have been released since they were seen last. */
    void released(Page page, SalesRun run) {
        Map<UUID, UUID> orders = of(run).ofOrders(page.rows());
        Map<UUID, Standing> before = releases.of(orders.values());
        Map<UUID, Standing> after = new HashMap<>();
        List<OrderEvent> found = new ArrayList<>();
        for (Row row : page.rows()) {
            UUID order = orders.get(Columns.id(row, "systemId"));
            if (order != null) {
                Standing was = before.getOrDefault(order, Standing.NEW);
                Standing now = was.seen(RELEASED.equals(row.text("status")));
                after.put(order, now);
                if (now.releases() > was.releases()) {
                    found.add(OrderEvent.released(order, Columns.text(row, "number"), now.releases()));
                }
            }
        }
        commit(StatusSet.ORDERS, page, found, after);
    }

    /**
     * Notes what a page of posted documents tells. An order that is posted has been released, also if it was gone before anyone
     * looked.
     */
    void posted(StatusSet set, Page page, SalesRun run) {
        EventKind kind = set == StatusSet.SHIPMENTS ? EventKind.SHIPPED : EventKind.INVOICED;
        Map<UUID, Set<UUID>> orders = of(run).ofPosted(page.rows(), set == StatusSet.INVOICES);
        Map<UUID, Standing> before =
                releases.of(orders.values().stream().flatMap(Set::stream).toList());
        Map<UUID, Standing> after = new HashMap<>();
        List<OrderEvent> found = new ArrayList<>();
        for (Row row : page.rows()) {
            UUID document = Columns.id(row, "systemId");
            for (UUID order : orders.getOrDefault(document, Set.of())) {
                boolean seenReleased =
                        before.getOrDefault(order, Standing.NEW).releases() > 0 || after.containsKey(order);
                if (!seenReleased) {
                    after.put(order, Standing.NEW.seen(true));
                    found.add(OrderEvent.released(order, Columns.text(row, "orderNumber"), 1));
                }
                found.add(OrderEvent.posted(order, kind, document, Columns.text(row, "number")));
            }
        }
        commit(set, page, found, after);
    }

    private OrdersOfDocuments of(SalesRun run) {
        return run.kept(OrdersOfDocuments.class, () -> new OrdersOfDocuments(engine, ledger, run.mapping()));
    }

    private void commit(StatusSet set, Page page, List<OrderEvent> found, Map<UUID, Standing> standings) {
        Instant stamp = ReadPointer.last(page, StatusSet.STAMP);
        engine.database().inTransaction(connection -> {
            events.note(connection, found, engine.clock().millis());
            releases.put(connection, standings);
            if (!page.rows().isEmpty()) {
                set.pointer(engine).advance(connection, stamp);
            }
            return true;
        });
    }
}
