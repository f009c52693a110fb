package io.koppel.sales.bidirectional;

import io.koppel.sync.Engine;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of orders that travel both ways and that know what documents of Sales are made of. */
public final class OrderRules {
    private OrderRules() {}

    /** The rules by name. */
    public static Map<String, Rule> of(Engine engine, RelatedRecords related) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Rule rule :
                List.of(new OrderFromSales(engine, related), new OrderLineFromSales(engine), new OrderEnded(engine))) {
            rules.put(rule.name(), rule);
        }
        return rules;
    }
}
