package io.koppel.sales.order;

import io.koppel.odata.Row;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentState;
import io.koppel.sales.batch.DocumentItem;
import io.koppel.sales.document.SalesHeader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order of Sales on its way into Business Central. */
public final class OrderItem extends DocumentItem {
    private final UUID businessCentralId;
    private final boolean resumed;
    private @Nullable Row created;
    private @Nullable Row quote;
    private boolean createdNow;
    private boolean settled;
    private final Map<String, @Nullable Object> back = new LinkedHashMap<>();

    /**
     * @param row as Dataverse shows it
     * @param businessCentralId chosen for the new order, or chosen by an attempt that was not finished
     * @param known what the ledger holds, null for nothing
     * @param resumed whether an earlier attempt may have created it
     */
    OrderItem(Row row, SalesHeader header, UUID businessCentralId, @Nullable DocumentEntry known, boolean resumed) {
        super(row, header, known);
        this.businessCentralId = businessCentralId;
        this.resumed = resumed;
    }

    @Override
    public UUID businessCentralId() {
        return businessCentralId;
    }

    /** Whether an earlier attempt may have created it. */
    boolean resumed() {
        return resumed;
    }

    /** Whether its creation stands in the ledger and in the journal. */
    boolean confirmed() {
        DocumentEntry known = known();
        return known != null && known.state() == DocumentState.CREATED;
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
        didNotFail();
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
}
