package io.koppel.sync.rules;

import io.koppel.mapping.Lookups;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;

/**
 * Blank in Business Central is the local currency, which in Dataverse is a row like any other. The answer itself comes with
 * the batch's lookups; this rule marks the mappings that rely on it, so that an integrator who keeps currencies elsewhere can
 * leave it out: then blank stays blank.
 */
public final class LocalCurrencyRule implements Rule {
    @Override
    public String name() {
        return "local-currency";
    }

    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        return inner;
    }
}
