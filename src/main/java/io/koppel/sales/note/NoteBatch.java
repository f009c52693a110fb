package io.koppel.sales.note;

import io.koppel.odata.ODataService;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import io.koppel.sales.WrittenBatch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The notes of a page that are to be written on the other side. */
public final class NoteBatch extends WrittenBatch<NoteItem> {
    private final Instant readUpTo;

    NoteBatch(SalesRun run, UUID id, List<NoteItem> items, Instant readUpTo) {
        super(run, id, items);
        this.readUpTo = readUpTo;
    }

    /** The youngest stamp of the page, 1970 for a page without rows. */
    Instant readUpTo() {
        return readUpTo;
    }

    @Override
    protected List<WriteResult> send(List<NoteItem> all, ODataService service) {
        return service.batch(all.stream().map(NoteItem::operation).toList(), false);
    }
}
