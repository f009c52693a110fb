package io.koppel.sales.timeline;

import io.koppel.odata.ODataService;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import io.koppel.sales.WrittenBatch;
import java.util.List;
import java.util.UUID;

/** Some posts that are written together. */
public final class PostBatch extends WrittenBatch<OrderEvent> {
    private final PostWriter writer;

    PostBatch(SalesRun run, UUID id, List<OrderEvent> events, PostWriter writer) {
        super(run, id, events);
        this.writer = writer;
    }

    @Override
    protected List<WriteResult> send(List<OrderEvent> all, ODataService service) {
        return writer.send(all, service);
    }
}
