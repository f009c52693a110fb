package io.koppel.sales.bidirectional;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An order that ended in Business Central is left alone on both sides, whatever becomes of it in Sales (sales-documents.md §10.3). What
 * it ended as is told from the archive, so this rule sees to it that Business Central archives orders.
 */
public final class OrderEnded implements Rule {
    private final ArchivedOrders archived;
    private final OrderArchiving archiving;

    public OrderEnded(Engine engine) {
        this.archived = new ArchivedOrders(engine.database(), engine.company().name());
        this.archiving = new OrderArchiving(engine);
    }

    @Override
    public String name() {
        return "order-ended";
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        if (!batch.pass().isPreview()) {
            archiving.switchOn();
        }
        if (batch.pass().source() != Side.DATAVERSE) {
            return;
        }
        List<Item> made = items.stream().filter(Item::isNew).toList();
        Set<UUID> ended = new HashSet<>();
        archived.of(made.stream().map(Item::sourceId).toList()).forEach(order -> ended.add(order.dataverseId()));
        for (Item item : made) {
            if (ended.contains(item.sourceId())) {
                item.decide(new Decision.Ignored("its order in Business Central has ended"));
            }
        }
    }
}
