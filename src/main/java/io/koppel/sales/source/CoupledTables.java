package io.koppel.sales.source;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.sync.Engine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds mappings by what they map, and couplings in them. */
public final class CoupledTables {
    private final Engine engine;

    public CoupledTables(Engine engine) {
        this.engine = engine;
    }

    /** The mapping between a set of the companion API and a Dataverse table. */
    public Optional<TableMapping> mapping(String entitySet, String table) {
        return engine.allMappings().stream()
                .filter(mapping -> !mapping.dataverse().isChoice()
                        && mapping.dataverse().table().equals(table)
                        && mapping.businessCentral().entitySet().equals(entitySet))
                .findFirst();
    }

    /** The choice mapping of a set of the companion API. */
    public Optional<TableMapping> choices(String entitySet) {
        return engine.allMappings().stream()
                .filter(mapping -> mapping.dataverse().isChoice()
                        && mapping.businessCentral().entitySet().equals(entitySet))
                .findFirst();
    }

    /** Couplings of a mapping by ids of Dataverse, those whose create is pending left out; none where there is no mapping. */
    public Map<UUID, Coupling> byDataverse(Optional<TableMapping> mapping, Collection<UUID> ids) {
        return by(Side.DATAVERSE, mapping, ids);
    }

    /** Couplings of a mapping by ids of Business Central, those whose create is pending left out. */
    public Map<UUID, Coupling> byBusinessCentral(Optional<TableMapping> mapping, Collection<UUID> ids) {
        return by(Side.BUSINESS_CENTRAL, mapping, ids);
    }

    private Map<UUID, Coupling> by(Side side, Optional<TableMapping> mapping, Collection<UUID> ids) {
        if (mapping.isEmpty() || ids.isEmpty()) {
            return Map.of();
        }
        int scope = engine.scope(mapping.get().id());
        Map<UUID, Coupling> found =
                engine.database().read(connection -> engine.couplings().find(connection, scope, side, ids));
        found.values().removeIf(coupling -> coupling.state().isPending());
        return found;
    }
}
