package io.koppel.scenario;

import io.koppel.mapping.Side;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.util.Locale;

/** A rule as an integrator might write one: names of new accounts in capitals. */
public final class ShoutingRule implements Rule {
    @Override
    public String name() {
        return "shouting-rule";
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() == Side.DATAVERSE && item.payload().get("name") instanceof String name) {
            item.payload().put("name", name.toUpperCase(Locale.ROOT));
        }
    }
}
