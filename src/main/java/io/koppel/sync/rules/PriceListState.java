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
 * A new price list in Dataverse is inactive unless the one in Business Central is active (table-mappings.md §8.5). Dataverse
 * takes a state only once the row exists. Later changes of the status are not carried over.
 */
public final class PriceListState implements Rule {
    private static final String STATUS = "status";

    @Override
    public String name() {
        return "price-list-state";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("statecode") : Set.of(STATUS);
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        return batch.pass().target() == Side.DATAVERSE
                && item.isNew()
                && !"Active".equals(item.source().get(STATUS));
    }

    @Override
    public void followUp(FollowUpWork work) {
        Map<FollowUp, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        for (FollowUp followUp : work.followUps()) {
            Map<String, @Nullable Object> inactive = new LinkedHashMap<>();
            inactive.put("statecode", 1);
            inactive.put("statuscode", 100_002);
            changes.put(followUp, inactive);
        }
        new SideWrites(work).writeToDataverse(changes, "statecode", PriceListState::isActive, name());
    }

    private static boolean isActive(Row priceList) {
        return priceList.get("statecode") instanceof Number number && number.intValue() == 0;
    }
}
