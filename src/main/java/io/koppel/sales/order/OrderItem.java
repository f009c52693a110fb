package io.koppel.sales.order;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentState;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sales.document.SalesHeader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order of Sales on its way into Business Central. The counterpart of {@link io.koppel.sync.Item}. */
public final class OrderItem {
    private final Row row;
    private final SalesHeader header;
    private final UUID businessCentralId;
    private final boolean resumed;
    private @Nullable DocumentEntry known;
    private @Nullable ComposedDocument composed;
    private @Nullable Row created;
    private @Nullable Row quote;
    private boolean createdNow;
    private boolean settled;
    private @Nullable FailedRecord failure;
    private final Map<String, @Nullable Object> back = new LinkedHashMap<>();

    /**
     * @param row as Dataverse shows it
     * @param businessCentralId chosen for the new order, or chosen by an attempt that was not finished
     * @param known what the ledger holds, null for nothing
     * @param resumed whether an earlier attempt may have created it
     */
    OrderItem(Row row, SalesHeader header, UUID businessCentralId, @Nullable DocumentEntry known, boolean resumed) {
        this.row = row;
        this.header = header;
        this.businessCentralId = businessCentralId;
        this.known = known;
        this.resumed = resumed;
    }

    /** The order as Dataverse shows it. */
    public Row row() {
        return row;
    }

    /** Its header. */
    public SalesHeader header() {
        return header;
    }

    /** {@code salesorderid}. */
    public UUID id() {
        return header.id();
    }

    /** What people call it. */
    public String name() {
        return header.number();
    }

    /** SystemId of the order in Business Central. */
    public UUID businessCentralId() {
        return businessCentralId;
    }

    /** What the ledger holds, null for nothing. */
    @Nullable
    DocumentEntry known() {
        return known;
    }

    void known(DocumentEntry entry) {
        known = entry;
    }

    /** Whether an earlier attempt may have created it. */
    boolean resumed() {
        return resumed;
    }

    /** Whether its creation stands in the ledger and in the journal. */
    boolean confirmed() {
        return known != null && known.state() == DocumentState.CREATED;
    }

    /** What it is in Business Central's words, null until it was composed. An own step may change the header before it is sent. */
    public @Nullable ComposedDocument composed() {
        return composed;
    }

    void composed(ComposedDocument document) {
        composed = document;
    }

    /** The order as Business Central shows it, null while it does not exist. */
    public @Nullable Row created() {
        return created;
    }

    void created(Row order, boolean now) {
        created = order;
        createdNow = now;
    }

    /** It was there already, or its answer was lost: a refusal that said so does not count. */
    void found(Row order) {
        created = order;
        createdNow = true;
        failure = null;
    }

    /** The order after a further write. */
    void changed(Row order) {
        created = order;
    }

    /** The quote of Business Central it was made from, null for none. */
    @Nullable
    Row quote() {
        return quote;
    }

    void quote(Row document) {
        quote = document;
    }

    /** Whether this batch created it. */
    public boolean createdNow() {
        return createdNow;
    }

    /** Whether Sales knows that it was taken over. */
    boolean settled() {
        return settled;
    }

    void settled(boolean done) {
        settled = done;
    }

    /** Columns that are written back to the order in Sales. */
    Map<String, @Nullable Object> writtenBack() {
        return back;
    }

    /** Why it failed, null if it did not. */
    public @Nullable FailedRecord failure() {
        return failure;
    }

    void fail(FailedRecord reason) {
        failure = reason;
    }
}
