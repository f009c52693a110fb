package io.koppel.sales.note;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The notes of a page that are to be written on the other side; the body of the steps that do it. */
public final class NoteBatch implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final List<NoteItem> items;
    private final Instant readUpTo;
    private List<WriteResult> results = List.of();
    private final List<FailedRecord> failures = new ArrayList<>();

    NoteBatch(SalesRun run, UUID id, List<NoteItem> items, Instant readUpTo) {
        this.run = run;
        this.id = id;
        this.items = List.copyOf(items);
        this.readUpTo = readUpTo;
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    List<NoteItem> items() {
        return items;
    }

    /** The youngest stamp of the page, 1970 for a page without rows. */
    Instant readUpTo() {
        return readUpTo;
    }

    /** What became of each note, in order. */
    List<WriteResult> results() {
        return results;
    }

    void fail(FailedRecord failure) {
        failures.add(failure);
    }

    /** Notes that could not be written, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return failures;
    }

    @Override
    public Object deliverTo(ODataService service) {
        results = items.isEmpty()
                ? List.of()
                : service.withRequestId(requestId())
                        .batch(items.stream().map(NoteItem::operation).toList(), false);
        return this;
    }
}
