package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The records of coupled pairs as the services have them right now, in one or few requests for a side. */
public final class PairRows {
    private final Engine engine;
    private final TableMapping mapping;
    private final Records records;

    public PairRows(Engine engine, TableMapping mapping) {
        this.engine = engine;
        this.mapping = mapping;
        this.records = new Records(mapping);
    }

    /** Key and label only: whether the records exist and what they are called. */
    public Map<UUID, Row> labels(Side side, Collection<Coupling> couplings) {
        return read(side, couplings, Set.of(records.labelColumn(side)));
    }

    /** Every mapped column. */
    public Map<UUID, Row> whole(Side side, Collection<Coupling> couplings) {
        return read(side, couplings, mapping.columns(side));
    }

    /** Rows by the SystemId of their pair; records that are gone are left out. The choices of a column are always there. */
    private Map<UUID, Row> read(Side side, Collection<Coupling> couplings, Collection<String> columns) {
        Map<UUID, Row> found = new HashMap<>();
        if (couplings.isEmpty()) {
            return found;
        }
        if (side == Side.DATAVERSE && mapping.dataverse().isChoice()) {
            couplings.forEach(coupling -> found.put(
                    coupling.businessCentralId(), new Row(null, Map.of(records.labelColumn(side), text(coupling)))));
            return found;
        }
        String key = records.keyColumn(side);
        Set<String> selected = new LinkedHashSet<>(List.of(key));
        String stamp = records.stampColumn(side);
        if (stamp != null) {
            selected.add(stamp);
        }
        selected.addAll(columns);
        Map<String, UUID> pairs = new HashMap<>();
        couplings.forEach(
                coupling -> pairs.put(records.key(side, coupling, coupling.id(side)), coupling.businessCentralId()));
        engine.services()
                .of(side)
                .readByIds(records.path(side), key, pairs.keySet(), Map.of("$select", String.join(",", selected)))
                .rows()
                .forEach(row -> {
                    UUID pair = pairs.get(String.valueOf(row.get(key)));
                    if (pair != null) {
                        found.put(pair, row);
                    }
                });
        return found;
    }

    private static String text(Coupling coupling) {
        String name = coupling.name();
        return name == null ? String.valueOf(coupling.number()) : name;
    }
}
