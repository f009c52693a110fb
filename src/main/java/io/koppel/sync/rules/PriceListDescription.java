package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Set;

/** A new price list gets the description its customer price group has; later ones stay as people wrote them (§8.5). */
public final class PriceListDescription implements Rule {
    @Override
    public String name() {
        return "price-list-description";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of("displayName") : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        String text = DataverseRows.text(item.source(), "displayName");
        if (batch.pass().target() == Side.DATAVERSE && item.isNew() && !text.isBlank()) {
            item.payload().putIfAbsent("description", text);
        }
    }
}
