package io.koppel.sales.batch;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sales.document.SalesHeader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One document of Sales on its way into Business Central. The counterpart of {@link io.koppel.sync.Item}. */
public abstract class DocumentItem {
    private final Row row;
    private final SalesHeader header;
    private @Nullable DocumentEntry known;
    private @Nullable ComposedDocument composed;
    private @Nullable FailedRecord failure;

    /**
     * @param row as Dataverse shows it
     * @param known what the ledger holds, null for nothing
     */
    protected DocumentItem(Row row, SalesHeader header, @Nullable DocumentEntry known) {
        this.row = row;
        this.header = header;
        this.known = known;
    }

    /** The document as Dataverse shows it. */
    public final Row row() {
        return row;
    }

    /** Its header. */
    public final SalesHeader header() {
        return header;
    }

    /** {@code salesorderid} or {@code quoteid}. */
    public final UUID id() {
        return header.id();
    }

    /** What people call it. */
    public final String name() {
        return header.number();
    }

    /** SystemId of its document in Business Central, chosen or known. */
    public abstract UUID businessCentralId();

    /** What the ledger holds, null for nothing. */
    public final @Nullable DocumentEntry known() {
        return known;
    }

    /** The ledger holds something else by now. */
    public final void known(DocumentEntry entry) {
        known = entry;
    }

    /** What it is in Business Central's words, null until it was composed. An own step may change the header before it is sent. */
    public final @Nullable ComposedDocument composed() {
        return composed;
    }

    /** Gives it its content. */
    public final void composed(ComposedDocument content) {
        composed = content;
    }

    /** Why it failed, null if it did not. */
    public final @Nullable FailedRecord failure() {
        return failure;
    }

    /** It goes no further. */
    public final void fail(FailedRecord reason) {
        failure = reason;
    }

    /** A refusal does not count: the document is there. */
    protected final void didNotFail() {
        failure = null;
    }
}
