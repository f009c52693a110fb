package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.PayloadLookups;
import io.koppel.sync.Rule;
import java.util.Set;

/** A product's prices are in Business Central's local currency (table-mappings.md §8.4). */
public final class ProductCurrency implements Rule {
    private static final String CURRENCY = "transactioncurrencyid";
    private final Engine engine;

    public ProductCurrency(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "product-currency";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of("_transactioncurrencyid_value") : Set.of();
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        String local = engine.localCurrency(batch.pass()).toString();
        Row target = item.target();
        if (target == null || !local.equals(target.get("_transactioncurrencyid_value"))) {
            item.payload().put(PayloadLookups.bind(CURRENCY), PayloadLookups.to("transactioncurrencies", local));
        }
    }
}
