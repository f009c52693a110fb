package io.koppel.sales.order;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.sales.ClaimedDocuments;
import io.koppel.sales.SalesRun;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Some orders that go through the route together; the body of its steps. */
public final class OrderBatch implements Delivery, ClaimedDocuments {
    private final SalesRun run;
    private final UUID id;
    private final List<OrderItem> items;
    private final Runnable release;
    private List<FailedRecord> confirmed = List.of();
    private BiConsumer<OrderBatch, ODataService> next = (batch, service) -> {};

    OrderBatch(SalesRun run, UUID id, List<OrderItem> items, Runnable release) {
        this.run = run;
        this.id = id;
        this.items = items;
        this.release = release;
    }

    /** The run it belongs to. */
    public SalesRun run() {
        return run;
    }

    /** Travels to the services as the request id. */
    public String requestId() {
        return id.toString();
    }

    /** The orders. */
    public List<OrderItem> items() {
        return items;
    }

    /** Orders that did not fail so far. */
    List<OrderItem> open() {
        return items.stream().filter(item -> item.failure() == null).toList();
    }

    /** Orders that exist in Business Central by now. */
    public List<OrderItem> existing() {
        return open().stream().filter(item -> item.created() != null).toList();
    }

    /** What the service that comes next in the route is to be sent. */
    void next(BiConsumer<OrderBatch, ODataService> step) {
        next = step;
    }

    void fail(OrderItem item, ErrorClass errorClass, @Nullable String code, @Nullable String field, String message) {
        item.fail(run.failure(item.name(), item.id(), item.businessCentralId(), errorClass, code, field, message));
    }

    @Override
    public Object deliverTo(ODataService service) {
        next.accept(this, service.withRequestId(requestId()));
        next = (batch, other) -> {};
        return this;
    }

    /** Failed orders, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return items.stream()
                .map(OrderItem::failure)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Failures that stand in the journal by now. */
    void failuresConfirmed() {
        confirmed = getFailures();
    }

    /** Failures that came since then. */
    List<FailedRecord> newFailures() {
        return getFailures().stream()
                .filter(failure -> !confirmed.contains(failure))
                .toList();
    }

    /** The orders go free. */
    void release() {
        release.run();
    }

    @Override
    public void abandon() {
        release.run();
    }
}
