package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order of Sales takes changes only while it is active: it is opened, changed, and submitted again, or shown as invoiced if
 * the order of Business Central is (sales-documents.md §2.1; dataverse-web-api.md §10.6). A canceled order is left alone;
 * one that was fulfilled and has to be changed ends submitted, because only the action leads to Fulfilled.
 */
public final class OrderState implements Rule {
    private static final String STATE = "statecode";
    private static final String STATUS = "statuscode";
    private static final String INVOICED = "completelyInvoiced";
    private static final int ACTIVE_STATE = 0;
    private static final int SUBMITTED_STATE = 1;
    private static final int CANCELED_STATE = 2;
    private static final int FULFILLED_STATE = 3;
    private static final int INVOICED_STATE = 4;

    @Override
    public String name() {
        return "order-state";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(INVOICED) : Set.of(STATE, STATUS);
    }

    @Override
    public boolean comparesMore(Side source) {
        return source == Side.BUSINESS_CENTRAL;
    }

    @Override
    public void complete(Item item, Batch batch) {
        Row target = item.target();
        if (item.isNew() || target == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        int state = target.get(STATE) instanceof Number number ? number.intValue() : -1;
        boolean invoiced = Boolean.TRUE.equals(item.source().get(INVOICED));
        if (state == CANCELED_STATE) {
            item.changeNothing();
            return;
        }
        boolean changes = !item.payload().isEmpty();
        boolean shown = invoiced ? state == INVOICED_STATE : state == SUBMITTED_STATE || state == FULFILLED_STATE;
        if (!changes && shown) {
            return;
        }
        if (changes && state != ACTIVE_STATE) {
            item.first(columns(ACTIVE_STATE, 1));
        }
        item.payload().putAll(invoiced ? columns(INVOICED_STATE, 100_003) : columns(SUBMITTED_STATE, 3));
    }

    private static Map<String, @Nullable Object> columns(int state, int status) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(STATE, state);
        columns.put(STATUS, status);
        return columns;
    }
}
