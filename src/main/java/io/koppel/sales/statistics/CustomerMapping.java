package io.koppel.sales.statistics;

import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;

/** The mapping under which customers are coupled with accounts. */
public final class CustomerMapping {
    private static final String USUAL = "CUSTOMER";

    private CustomerMapping() {}

    /** @throws IllegalStateException if no mapping couples customers */
    public static TableMapping of(Engine engine) {
        TableMapping usual = engine.mappings().apply(USUAL);
        if (usual != null) {
            return usual;
        }
        return engine.allMappings().stream()
                .filter(mapping -> mapping.businessCentral().entitySet().equals("customers")
                        && mapping.dataverse().entitySet().equals("accounts"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "account statistics need a mapping of customers with accounts; none is in the routes folder"));
    }
}
