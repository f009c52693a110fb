package io.koppel.operate.revert;

import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run wrote, record by record: of each field the value before its first write and after its last. */
final class RunWrites {
    private static final Set<String> BESIDE =
            Set.of(Engine.DIMENSIONS, Engine.TEAM_MEMBER, Engine.DEFAULT_PRICE, Engine.BASE_UNIT);

    /** A record the run wrote. */
    record Target(String mapping, Side side, UUID id) {}

    /** What became of it. */
    static final class Written {
        final Target target;
        final Map<String, FieldChange> fields = new LinkedHashMap<>();

        @Nullable
        UUID businessCentralId;

        @Nullable
        UUID dataverseId;

        boolean created;
        boolean removed;
        boolean uncoupled;
        boolean copy;

        Written(Target target) {
            this.target = target;
        }
    }

    private final Map<Target, Written> writes = new LinkedHashMap<>();

    /** @param rows of one run, oldest first */
    static List<Written> of(Iterable<HistoryRow> rows) {
        RunWrites all = new RunWrites();
        rows.forEach(all::add);
        return new ArrayList<>(all.writes.values());
    }

    private void add(HistoryRow row) {
        UUID id = row.side() == Side.BUSINESS_CENTRAL ? row.businessCentralId() : row.dataverseId();
        // What stands beside the record, its dimensions, a price or the membership of a team, stays with it.
        if (id == null || BESIDE.contains(row.reason())) {
            return;
        }
        Written written =
                writes.computeIfAbsent(new Target(row.mapping(), row.side(), id), target -> new Written(target));
        written.businessCentralId =
                row.businessCentralId() != null ? row.businessCentralId() : written.businessCentralId;
        written.dataverseId = row.dataverseId() != null ? row.dataverseId() : written.dataverseId;
        written.created |= row.operation().equals("create");
        written.removed |= row.operation().equals("delete");
        written.uncoupled |= row.reason().equals("uncoupled");
        written.copy |= row.reason().equals("copy of the option");
        for (FieldChange change : row.changes()) {
            written.fields.merge(
                    change.field(),
                    change,
                    (first, last) -> new FieldChange(change.field(), first.before(), last.after()));
        }
    }
}
