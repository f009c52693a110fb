package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Set;

/**
 * An inactive Dataverse row blocks its Business Central record, if that is not blocked at all. Nothing unblocks automatically
 * (table-mappings.md §8.3).
 */
public final class AccountInactive implements Rule {
    private static final String INACTIVE = "2";

    @Override
    public String name() {
        return "account-inactive";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("statuscode") : Set.of("blocked");
    }

    /** The state is no field row. */
    @Override
    public boolean comparesMore(Side source) {
        return source == Side.DATAVERSE;
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().source() != Side.DATAVERSE
                || !INACTIVE.equals(String.valueOf(item.source().get("statuscode")))) {
            return;
        }
        Row target = item.target();
        Object blocked = target == null ? null : target.get("blocked");
        if (blocked == null || blocked.toString().isBlank() || blocked.equals("_x0020_")) {
            item.payload().put("blocked", "All");
        }
    }
}
