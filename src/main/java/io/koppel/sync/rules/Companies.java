package io.koppel.sync.rules;

import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import org.jspecify.annotations.Nullable;

/** Finds mappings by what they map: a rule knows tables, and no mapping's name. */
final class Companies {
    private Companies() {}

    /** The mapping of customers and accounts, null if there is none. */
    static @Nullable TableMapping customers(Engine engine) {
        return of(engine, "customers", "account");
    }

    /**
     * The mapping between a Business Central set and a Dataverse table, null if there is none.
     *
     * @param entitySet its name on the companion pages
     */
    static @Nullable TableMapping of(Engine engine, String entitySet, String table) {
        return engine.allMappings().stream()
                .filter(mapping -> !mapping.dataverse().isChoice())
                .filter(mapping -> mapping.dataverse().table().equals(table)
                        && mapping.businessCentral().entitySet().equals(entitySet))
                .findFirst()
                .orElse(null);
    }
}
