package io.koppel.operate;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Coupled pairs as both services have them right now, compared with what was last synchronized. */
final class PairState {
    private final Engine engine;
    private final TableMapping mapping;
    private final Records records;

    PairState(Engine engine, TableMapping mapping) {
        this.engine = engine;
        this.mapping = mapping;
        this.records = new Records(mapping);
    }

    /** The rows of a side by id; records that are gone are left out. */
    Map<UUID, Row> rows(Side side, Collection<UUID> ids) {
        Map<UUID, Row> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        Set<String> columns = new LinkedHashSet<>(List.of(records.keyColumn(side)));
        String stamp = records.stampColumn(side);
        if (stamp != null) {
            columns.add(stamp);
        }
        columns.addAll(mapping.columns(side));
        engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        ids.stream().map(UUID::toString).toList(),
                        Map.of("$select", String.join(",", columns)))
                .rows()
                .forEach(row -> found.put(records.id(side, row), row));
        return found;
    }

    /** Whether a record changed since its pair was last synchronized; one that never was counts as changed. */
    boolean changed(Coupling coupling, Side side, Row row) {
        if (side == Side.BUSINESS_CENTRAL) {
            long known = coupling.versions().businessCentralStamp();
            return known == 0 || records.stamp(side, row) > known;
        }
        return coupling.versions().dataverseVersion() == 0
                || coupling.versions().dataverseVersion() != Records.version(side, row);
    }

    /** Whether the second is the newer one, by each service's own clock. */
    boolean newer(Row businessCentral, Row dataverse) {
        return records.stamp(Side.DATAVERSE, dataverse) > records.stamp(Side.BUSINESS_CENTRAL, businessCentral);
    }

    /** Whether a field that both sides may write changed on both; in a one-way mapping, whether a field changed at all. */
    boolean differs(Coupling coupling, Row businessCentral, Row dataverse) {
        boolean twoWays = mapping.direction() == Direction.BIDIRECTIONAL;
        Direction pass = mapping.passes().get(0);
        var runtime = engine.runtime(mapping, pass);
        BaseSnapshot base = coupling.base();
        if (base == null || !runtime.fits(base)) {
            return true;
        }
        @Nullable Object[] ours = runtime.values(Side.BUSINESS_CENTRAL, businessCentral);
        @Nullable Object[] theirs = runtime.values(Side.DATAVERSE, dataverse);
        List<FieldMapping> fields = runtime.snapshotFields();
        for (int i = 0; i < fields.size(); i++) {
            boolean counts = twoWays
                    ? fields.get(i).direction() == Direction.BIDIRECTIONAL
                    : fields.get(i).takesPartIn(pass);
            boolean here = !runtime.sameValue(ours[i], base.values(Side.BUSINESS_CENTRAL)[i]);
            boolean there = !runtime.sameValue(theirs[i], base.values(Side.DATAVERSE)[i]);
            if (counts && (twoWays ? here && there : here || there)) {
                return true;
            }
        }
        return false;
    }
}
