package io.koppel.sales.timeline;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Some posts that are written together; the body of the steps that do it. */
public final class PostBatch implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final List<OrderEvent> events;
    private final PostWriter writer;
    private List<WriteResult> results = List.of();
    private final List<FailedRecord> failures = new ArrayList<>();

    PostBatch(SalesRun run, UUID id, List<OrderEvent> events, PostWriter writer) {
        this.run = run;
        this.id = id;
        this.events = List.copyOf(events);
        this.writer = writer;
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    /** What is told. */
    public List<OrderEvent> events() {
        return events;
    }

    /** What became of each post, in order. */
    List<WriteResult> results() {
        return results;
    }

    void fail(FailedRecord failure) {
        failures.add(failure);
    }

    /** Posts that could not be written, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return failures;
    }

    @Override
    public Object deliverTo(ODataService service) {
        results = writer.send(events, service.withRequestId(requestId()));
        return this;
    }
}
