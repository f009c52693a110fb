package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.PairRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds skipped couplings and looks what is left of them. */
final class SkippedPairs {
    private final Engine engine;
    private final Mappings mappings;

    SkippedPairs(Engine engine, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
    }

    /** Chosen couplings that are skipped, by mapping; and why others are not among them. */
    record Chosen(Map<TableMapping, List<SkippedPair>> pairs, List<LeftOut> leftOut) {}

    /**
     * The couplings that a person named. One that is named twice is taken once; a pair of which nothing is left is forgotten.
     *
     * @param ids as listed: mapping, dot, SystemId
     * @throws OperationException if nothing is named
     */
    Chosen chosen(List<String> ids) {
        if (ids.isEmpty()) {
            throw OperationException.invalid("name records: their ids as GET /api/skipped lists them");
        }
        Map<TableMapping, List<UUID>> wanted = new LinkedHashMap<>();
        for (String id : ids.stream().distinct().toList()) {
            CouplingId coupling = CouplingId.of(id);
            wanted.computeIfAbsent(mappings.require(coupling.mapping()), mapping -> new ArrayList<>())
                    .add(coupling.id());
        }
        Map<TableMapping, List<SkippedPair>> pairs = new LinkedHashMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        wanted.forEach((mapping, businessCentralIds) -> {
            int scope = engine.scope(mapping.id());
            Map<UUID, SkippedPair> found = new LinkedHashMap<>();
            List<SkippedRecord> skipped = engine.database().read(connection -> engine.skipped()
                    .of(connection, scope, Side.BUSINESS_CENTRAL, businessCentralIds));
            look(mapping, skipped).forEach(pair -> found.put(pair.coupling().businessCentralId(), pair));
            for (UUID id : businessCentralIds) {
                if (!found.containsKey(id)) {
                    leftOut.add(new LeftOut(mapping.id() + "." + id, "it is not skipped"));
                }
            }
            pairs.put(mapping, List.copyOf(found.values()));
        });
        return new Chosen(pairs, leftOut);
    }

    /** Looks on both sides; pairs of which nothing is left are forgotten, as nobody can do anything with them. */
    List<SkippedPair> look(TableMapping mapping, List<SkippedRecord> records) {
        int scope = engine.scope(mapping.id());
        Map<UUID, Coupling> coupled = coupled(mapping, records);
        PairRows rows = new PairRows(engine, mapping);
        Map<UUID, Row> ours = rows.labels(Side.BUSINESS_CENTRAL, coupled.values());
        Map<UUID, Row> theirs = rows.labels(Side.DATAVERSE, coupled.values());
        List<SkippedPair> pairs = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        for (SkippedRecord record : records) {
            UUID id = record.businessCentralId();
            Coupling coupling = coupled.get(id);
            if (coupling != null) {
                SkippedPair pair = new SkippedPair(mapping, record, coupling, ours.get(id), theirs.get(id));
                if (pair.gone()
                        || (pair.businessCentral() == null
                                && mapping.dataverse().isChoice())) {
                    gone.add(id);
                } else {
                    pairs.add(pair);
                }
            }
        }
        if (!gone.isEmpty()) {
            engine.database().inTransaction(connection -> {
                engine.options().delete(connection, scope, gone);
                engine.couplings().delete(connection, scope, gone);
                return gone;
            });
        }
        return pairs;
    }

    /** The couplings of skipped records by SystemId. */
    Map<UUID, Coupling> coupled(TableMapping mapping, List<SkippedRecord> records) {
        int scope = engine.scope(mapping.id());
        return engine.database().read(connection -> engine.couplings()
                .find(
                        connection,
                        scope,
                        Side.BUSINESS_CENTRAL,
                        records.stream().map(SkippedRecord::businessCentralId).toList()));
    }
}
