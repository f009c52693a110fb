package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Set;

/**
 * Amounts of an order go to Dataverse only where it keeps the caller's (dataverse-web-api.md §10.5). Elsewhere it reckons its own
 * from the lines, and an invoice discount sent beside the order's percentage would count twice.
 */
public final class OrderFigures implements Rule {
    private static final Set<String> FIGURES = Set.of("totalamount", "totalamountlessfreight", "discountamount");
    private final KeptFigures kept;

    public OrderFigures(Engine engine) {
        this.kept = new KeptFigures(engine);
    }

    @Override
    public String name() {
        return "order-figures";
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() == Side.DATAVERSE
                && item.payload().keySet().stream().anyMatch(FIGURES::contains)
                && !kept.areKept(batch.pass())) {
            item.leaveOut(FIGURES);
        }
    }
}
