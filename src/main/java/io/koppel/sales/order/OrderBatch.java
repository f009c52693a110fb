package io.koppel.sales.order;

import io.koppel.odata.ODataService;
import io.koppel.sales.SalesRun;
import io.koppel.sales.batch.DocumentBatch;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Some orders that go through the route together; the body of its steps. */
public final class OrderBatch extends DocumentBatch<OrderItem> {
    OrderBatch(SalesRun run, UUID id, List<OrderItem> items, Runnable release) {
        super(run, id, items, release);
    }

    /** Orders that exist in Business Central by now. */
    public List<OrderItem> existing() {
        return open().stream().filter(item -> item.created() != null).toList();
    }

    /** What the service that comes next in the route is to be sent. */
    void next(BiConsumer<OrderBatch, ODataService> step) {
        next(service -> step.accept(this, service));
    }
}
