package io.koppel.sync.rules;

import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/** Which units a product can be sold in: those of its unit group. Each product is read once a pass. */
final class ProductUnits {
    private final Engine engine;
    private final UnitGroups groups;
    private final Map<Pass, Map<String, String>> known = new WeakHashMap<>();

    ProductUnits(Engine engine) {
        this.engine = engine;
        this.groups = new UnitGroups(engine);
    }

    /** Reads what is not known yet of these products. */
    synchronized void prepare(Pass pass, Collection<String> products) {
        Map<String, String> groupOf = known.computeIfAbsent(pass, key -> new HashMap<>());
        Set<String> missing = new LinkedHashSet<>(products);
        missing.removeAll(groupOf.keySet());
        for (Row row : DataverseRows.where(
                engine, "products", "productid", missing, null, "productid,_defaultuomscheduleid_value")) {
            groupOf.put(DataverseRows.text(row, "productid"), DataverseRows.text(row, "_defaultuomscheduleid_value"));
        }
    }

    /** The unit group of a product that was prepared. */
    synchronized Optional<UnitGroups.Group> group(Pass pass, String product) {
        String group = known.getOrDefault(pass, Map.of()).get(product);
        return group == null
                ? Optional.empty()
                : Optional.ofNullable(groups.of(pass, Set.of(group)).get(group));
    }
}
