package io.koppel.sales.quote;

import io.koppel.journal.History;
import io.koppel.odata.ODataService;
import io.koppel.sales.SalesRun;
import io.koppel.sales.batch.DocumentBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Some quotes that go through the route together; the body of its steps. */
public final class QuoteBatch extends DocumentBatch<QuoteItem> {
    private final List<History.Entry> history = new ArrayList<>();

    QuoteBatch(SalesRun run, UUID id, List<QuoteItem> items, Runnable release) {
        super(run, id, items, release);
    }

    /** Writes that the services took, until the journal has them. */
    List<History.Entry> history() {
        return history;
    }

    /** What the service that comes next in the route is to be sent. */
    void next(BiConsumer<QuoteBatch, ODataService> step) {
        next(service -> step.accept(this, service));
    }
}
