package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Set;

/**
 * The estimate comes from Business Central: Dataverse keeps it only while it does not reckon the revenue itself
 * (dataverse-web-api.md §16).
 */
public final class OpportunityEstimate implements Rule {
    private static final String OWN = "isrevenuesystemcalculated";

    @Override
    public String name() {
        return "opportunity-estimate";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(OWN) : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Row target = item.target();
        boolean reckons = target != null && Boolean.TRUE.equals(target.get(OWN));
        if (item.isNew() || (reckons && item.payload().containsKey("estimatedvalue"))) {
            item.payload().put(OWN, false);
        }
    }
}
