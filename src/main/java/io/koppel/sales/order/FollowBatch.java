package io.koppel.sales.order;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.ClaimedDocuments;
import io.koppel.sales.SalesRun;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Coupled orders that are looked at together; the body of the steps of {@code routes/follow-orders.yaml}. */
public final class FollowBatch implements Delivery, ClaimedDocuments {
    private final SalesRun run;
    private final UUID id;
    private final List<FollowedOrder> orders;
    private final Runnable release;

    FollowBatch(SalesRun run, UUID id, List<FollowedOrder> orders, Runnable release) {
        this.run = run;
        this.id = id;
        this.orders = orders;
        this.release = release;
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    List<FollowedOrder> orders() {
        return orders;
    }

    /** Each order in a transaction of its own, many in a request. */
    @Override
    public Object deliverTo(ODataService service) {
        List<FollowedOrder> writing =
                orders.stream().filter(order -> !order.steps().isEmpty()).toList();
        orders.stream().filter(order -> order.steps().isEmpty()).forEach(order -> order.done(false));
        if (writing.isEmpty()) {
            return this;
        }
        List<List<WriteOperation>> sets =
                writing.stream().map(FollowedOrder::operations).toList();
        List<List<WriteResult>> results = service.withRequestId(requestId()).changeSets(sets);
        for (int i = 0; i < writing.size(); i++) {
            settle(writing.get(i), results.get(i).get(0));
        }
        return this;
    }

    /** What was not taken, or got no answer, is looked at again by the next run: it reads first and repeats nothing. */
    private void settle(FollowedOrder order, WriteResult result) {
        if (result instanceof WriteResult.Written) {
            order.done(true);
            return;
        }
        boolean refused = result instanceof WriteResult.Refused;
        order.fail(run.failure(
                order.name(),
                order.coupling().businessCentralId(),
                order.coupling().dataverseId(),
                result instanceof WriteResult.Refused no ? no.error().kind() : ErrorClass.TRANSIENT,
                result instanceof WriteResult.Refused no ? no.error().code() : "no-answer",
                "statecode",
                "the order is " + word(order.life()) + " in Business Central, and Sales "
                        + (refused
                                ? "did not take that: "
                                        + ((WriteResult.Refused) result).error().message()
                                : "gave no answer; the next run looks again")));
    }

    private static String word(OrderLife life) {
        return life == OrderLife.RETURNED ? "deleted" : "invoiced";
    }

    /** Failed orders, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return orders.stream()
                .map(FollowedOrder::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    void release() {
        release.run();
    }

    @Override
    public void abandon() {
        release.run();
    }
}
