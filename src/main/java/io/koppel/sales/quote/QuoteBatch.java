package io.koppel.sales.quote;

import io.koppel.journal.FailedRecord;
import io.koppel.journal.History;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.sales.ClaimedDocuments;
import io.koppel.sales.SalesRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Some quotes that go through the route together; the body of its steps. */
public final class QuoteBatch implements Delivery, ClaimedDocuments {
    private final SalesRun run;
    private final UUID id;
    private final List<QuoteItem> items;
    private final Runnable release;
    private final List<History.Entry> history = new ArrayList<>();
    private List<FailedRecord> confirmed = List.of();
    private @Nullable BiConsumer<QuoteBatch, ODataService> next = null;

    QuoteBatch(SalesRun run, UUID id, List<QuoteItem> items, Runnable release) {
        this.run = run;
        this.id = id;
        this.items = items;
        this.release = release;
    }

    /** The run it belongs to. */
    public SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    /** The quotes. */
    public List<QuoteItem> items() {
        return items;
    }

    /** Quotes that did not fail so far. */
    List<QuoteItem> open() {
        return items.stream().filter(item -> item.failure() == null).toList();
    }

    /** Writes that the services took, until the journal has them. */
    List<History.Entry> history() {
        return history;
    }

    /** What the service that comes next in the route is to be sent. */
    void next(BiConsumer<QuoteBatch, ODataService> step) {
        next = step;
    }

    void fail(QuoteItem item, ErrorClass errorClass, @Nullable String code, @Nullable String field, String message) {
        item.fail(run.failure(item.name(), item.id(), item.businessCentralId(), errorClass, code, field, message));
    }

    @Override
    public Object deliverTo(ODataService service) {
        BiConsumer<QuoteBatch, ODataService> step = next;
        if (step != null) {
            step.accept(this, service.withRequestId(requestId()));
        }
        next = null;
        return this;
    }

    /** Failed quotes, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return items.stream().map(QuoteItem::failure).filter(Objects::nonNull).toList();
    }

    /** Failures stand in the journal by now. */
    void failuresConfirmed() {
        confirmed = getFailures();
    }

    /** Failures that came since then. */
    List<FailedRecord> newFailures() {
        return getFailures().stream()
                .filter(failure -> !confirmed.contains(failure))
                .toList();
    }

    @Override
    public void abandon() {
        release.run();
    }
}
