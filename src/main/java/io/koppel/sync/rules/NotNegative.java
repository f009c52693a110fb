package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Item;
import io.koppel.sync.Rule;
import java.math.BigDecimal;
import java.util.List;

/** Prices and quantities on hand below zero, which Dataverse refuses, become zero (table-mappings.md §8.4). */
public final class NotNegative implements Rule {
    private static final List<String> COLUMNS = List.of("price", "quantityonhand");

    @Override
    public String name() {
        return "not-negative";
    }

    @Override
    public void complete(Item item, Batch batch) {
        if (batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        for (String column : COLUMNS) {
            if (item.payload().get(column) instanceof Number number
                    && decimal(number).signum() < 0) {
                Row target = item.target();
                if (target != null
                        && target.get(column) instanceof Number there
                        && decimal(there).signum() == 0) {
                    item.payload().remove(column);
                } else {
                    item.payload().put(column, BigDecimal.ZERO);
                }
            }
        }
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}
