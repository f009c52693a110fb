package io.koppel.operate.revert;

import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.HashSet;
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

        private final Set<String> inDoubt = new HashSet<>();

        Written(Target target) {
            this.target = target;
        }

        /** What is certain stands above what may have been. */
        private void add(FieldChange change, boolean certain) {
            String field = change.field();
            if (!certain) {
                if (fields.putIfAbsent(field, change) == null) {
                    inDoubt.add(field);
                }
            } else if (inDoubt.remove(field)) {
                fields.put(field, change);
            } else {
                fields.merge(field, change, (first, last) -> new FieldChange(field, first.before(), last.after()));
            }
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
        if (id == null || BESIDE.contains(row.reason()) || nothingKnown(row)) {
            return;
        }
        Written written =
                writes.computeIfAbsent(new Target(row.mapping(), row.side(), id), target -> new Written(target));
        written.businessCentralId =
                row.businessCentralId() != null ? row.businessCentralId() : written.businessCentralId;
        written.dataverseId = row.dataverseId() != null ? row.dataverseId() : written.dataverseId;
        written.created |= row.operation().equals("create");
        written.removed |= row.operation().equals("delete");
        written.uncoupled |= row.reason().startsWith("uncoupled");
        written.copy |= row.reason().equals("copy of the option");
        for (FieldChange change : row.changes()) {
            written.add(change, row.isCertain());
        }
    }

    /** Of a write that may have arrived only the values tell whether it did. */
    private static boolean nothingKnown(HistoryRow row) {
        return !row.isCertain() && (row.changes().isEmpty() || !row.operation().equals("update"));
    }
}
