package io.koppel.sync.rules;

import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blocked in Business Central is retired in Dataverse, and the other way round (table-mappings.md §8.4). New products are
 * drafts in Dataverse and become active right after. A retired product takes nothing but its state, so it becomes active before
 * anything else is written; a draft has to be published before it can be retired (dataverse-web-api.md §10.6).
 */
public final class ProductState implements Rule {
    private static final int ACTIVE = 0;
    private static final int RETIRED = 1;
    private static final int DRAFT = 2;
    private static final String BLOCKED = "blocked";
    private static final String STATE = "statecode";

    static final String NAME = "product-state";

    private final PublishedProducts published;

    ProductState(PublishedProducts published) {
        this.published = published;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What makes a product active. */
    static Map<String, @Nullable Object> active() {
        return stateAndStatus(ACTIVE);
    }

    static boolean isDraft(Row product) {
        return state(product) == DRAFT;
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(STATE) : Set.of(BLOCKED);
    }

    @Override
    public boolean comparesMore(Side source) {
        return true;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() == Side.DATAVERSE) {
            toDataverse(item);
        } else {
            fromDataverse(item);
        }
    }

    private static void toDataverse(Item item) {
        Row target = item.target();
        if (target == null) {
            return;
        }
        int wanted = isBlocked(item.source()) ? RETIRED : ACTIVE;
        int now = state(target);
        if (now == wanted) {
            return;
        }
        boolean mustBeActiveFirst = now == RETIRED || (now == DRAFT && wanted == RETIRED);
        if (mustBeActiveFirst) {
            item.first(stateAndStatus(ACTIVE));
        }
        if (!mustBeActiveFirst || wanted == RETIRED) {
            item.payload().putAll(stateAndStatus(wanted));
        }
    }

    private static void fromDataverse(Item item) {
        boolean blocked = state(item.source()) != ACTIVE;
        Row target = item.target();
        if (target == null ? blocked : blocked != isBlocked(target)) {
            item.payload().put(BLOCKED, blocked);
        }
    }

    private static Map<String, @Nullable Object> stateAndStatus(int state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(STATE, state);
        values.put("statuscode", state == ACTIVE ? 1 : 2);
        return values;
    }

    private static int state(Row product) {
        return product.get(STATE) instanceof Number number ? number.intValue() : ACTIVE;
    }

    private static boolean isBlocked(Row record) {
        return Boolean.TRUE.equals(record.get(BLOCKED));
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return batch.pass().target() == Side.DATAVERSE && (item.isNew() || isDraft(item));
    }

    /** What a create left behind whose answer was lost is a draft still. */
    private static boolean isDraft(Item item) {
        Row now = item.written() != null ? item.written() : item.target();
        return now != null && state(now) == DRAFT && !isBlocked(item.source());
    }

    @Override
    public void followUp(FollowUpWork work) {
        Map<FollowUp, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        work.followUps().stream()
                .filter(followUp -> !published.contains(work.pass(), followUp.dataverseId()))
                .forEach(followUp -> changes.put(followUp, stateAndStatus(ACTIVE)));
        new SideWrites(work).writeToDataverse(changes, STATE, row -> state(row) == DRAFT, name());
    }
}
