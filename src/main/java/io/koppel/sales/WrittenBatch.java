package io.koppel.sales;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Things of one kind that are written together; the body of the steps that do it.
 *
 * @param <T> what each write is about
 */
public abstract class WrittenBatch<T> implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final List<T> items;
    private final List<FailedRecord> failures = new ArrayList<>();
    private List<WriteResult> results = List.of();

    protected WrittenBatch(SalesRun run, UUID id, List<T> items) {
        this.run = run;
        this.id = id;
        this.items = List.copyOf(items);
    }

    /** Sends all of them; answers one result each, in their order. */
    protected abstract List<WriteResult> send(List<T> all, ODataService service);

    public final SalesRun run() {
        return run;
    }

    /** Travels to the service and stands in the history. */
    public final String requestId() {
        return id.toString();
    }

    public final List<T> items() {
        return items;
    }

    /** What became of each, in their order. */
    public final List<WriteResult> results() {
        return results;
    }

    public final void fail(FailedRecord failure) {
        failures.add(failure);
    }

    /** Those that could not be written, for the dead-letter channel. */
    public final List<FailedRecord> getFailures() {
        return failures;
    }

    @Override
    public final Object deliverTo(ODataService service) {
        results = items.isEmpty() ? List.of() : send(items, service.withRequestId(requestId()));
        return this;
    }
}
