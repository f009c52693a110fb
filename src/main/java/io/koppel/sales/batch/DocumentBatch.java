package io.koppel.sales.batch;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.sales.ClaimedDocuments;
import io.koppel.sales.SalesRun;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some documents that go through a route together; the body of its steps.
 *
 * @param <T> orders or quotes
 */
public abstract class DocumentBatch<T extends DocumentItem> implements Delivery, ClaimedDocuments {
    private final SalesRun run;
    private final UUID id;
    private final List<T> items;
    private final Runnable release;
    private List<FailedRecord> confirmed = List.of();
    private @Nullable Consumer<ODataService> next;

    /** @param release gives the documents back that the batch holds */
    protected DocumentBatch(SalesRun run, UUID id, List<T> items, Runnable release) {
        this.run = run;
        this.id = id;
        this.items = items;
        this.release = release;
    }

    /** The run it belongs to. */
    public final SalesRun run() {
        return run;
    }

    /** Travels to the services as the request id. */
    public final String requestId() {
        return id.toString();
    }

    /** The documents. */
    public final List<T> items() {
        return items;
    }

    /** Documents that did not fail so far. */
    public final List<T> open() {
        return items.stream().filter(item -> item.failure() == null).toList();
    }

    /** What the service that comes next in the route is to be sent. */
    public final void next(Consumer<ODataService> step) {
        next = step;
    }

    /** Fails one of the documents. */
    public final void fail(
            T item, ErrorClass errorClass, @Nullable String code, @Nullable String field, String message) {
        item.fail(run.failure(item.name(), item.id(), item.businessCentralId(), errorClass, code, field, message));
    }

    @Override
    public final Object deliverTo(ODataService service) {
        Consumer<ODataService> step = next;
        next = null;
        if (step != null) {
            step.accept(service.withRequestId(requestId()));
        }
        return this;
    }

    /** Failed documents, for the dead-letter channel. */
    public final List<FailedRecord> getFailures() {
        return items.stream()
                .map(DocumentItem::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Failures stand in the journal by now. */
    public final void failuresConfirmed() {
        confirmed = getFailures();
    }

    /** Failures that came since then. */
    public final List<FailedRecord> newFailures() {
        return getFailures().stream()
                .filter(failure -> !confirmed.contains(failure))
                .toList();
    }

    @Override
    public final void abandon() {
        release.run();
    }
}
