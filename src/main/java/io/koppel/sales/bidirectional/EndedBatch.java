package io.koppel.sales.bidirectional;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders that have ended and of which Sales is told together; the body of the steps of {@code routes/archived-orders.yaml}. */
public final class EndedBatch implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final Map<ArchivedOrder, List<WriteOperation>> writes;
    private final List<ArchivedOrder> done = new ArrayList<>();
    private final Map<ArchivedOrder, FailedRecord> failures = new LinkedHashMap<>();

    /** @param writes what each order is to be told with, in order; none if Sales shows everything */
    EndedBatch(SalesRun run, UUID id, Map<ArchivedOrder, List<WriteOperation>> writes) {
        this.run = run;
        this.id = id;
        this.writes = writes;
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    /** Orders that Sales shows now as they ended. */
    List<ArchivedOrder> done() {
        return done;
    }

    List<WriteOperation> writes(ArchivedOrder order) {
        return writes.getOrDefault(order, List.of());
    }

    /** Each order in a transaction of its own, many in a request. */
    @Override
    public Object deliverTo(ODataService service) {
        List<ArchivedOrder> open = new ArrayList<>();
        List<List<WriteOperation>> sets = new ArrayList<>();
        writes.forEach((order, operations) -> {
            if (operations.isEmpty()) {
                done.add(order);
            } else {
                open.add(order);
                sets.add(operations);
            }
        });
        if (!sets.isEmpty()) {
            List<List<WriteResult>> results = service.withRequestId(requestId()).changeSets(sets);
            for (int i = 0; i < open.size(); i++) {
                settle(open.get(i), results.get(i).get(0));
            }
        }
        return this;
    }

    /** What was not taken, or got no answer, is looked at again by the next run: it compares first and repeats nothing. */
    private void settle(ArchivedOrder order, WriteResult result) {
        if (result instanceof WriteResult.Written) {
            done.add(order);
            return;
        }
        boolean refused = result instanceof WriteResult.Refused;
        failures.put(
                order,
                run.failure(
                        order.label(),
                        order.businessCentralId(),
                        order.dataverseId(),
                        result instanceof WriteResult.Refused no ? no.error().kind() : ErrorClass.TRANSIENT,
                        result instanceof WriteResult.Refused no ? no.error().code() : "no-answer",
                        null,
                        "the order has ended in Business Central, and Sales "
                                + (refused
                                        ? "did not take how: "
                                                + ((WriteResult.Refused) result)
                                                        .error()
                                                        .message()
                                        : "gave no answer; the next run looks again")));
    }

    /** Failed orders, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return List.copyOf(failures.values());
    }
}
