package io.koppel.operate.plan;

import io.koppel.mapping.Side;
import io.koppel.sync.Approval;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets a pass write what a plan says, record by record, and notes what became of each. */
final class PlanApproval implements Approval {
    /** How a record ended. */
    record End(String result, @Nullable String why) {
        static final End APPLIED = new End("applied", null);
    }

    private final Map<String, PlannedRecord> planned = new LinkedHashMap<>();
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Map<String, String> moved;

    /** @param moved versions that this plan itself left behind, by side and id; shared by the passes of a plan */
    PlanApproval(List<PlannedRecord> records, Map<String, String> moved) {
        records.forEach(record -> planned.put(record.sourceId(), record));
        this.moved = moved;
    }

    @Override
    public @Nullable Partner partner(Pass pass, Item item) {
        PlannedRecord record = planned.get(item.sourceId().toString());
        String id = record == null ? null : record.targetId();
        if (record == null || id == null) {
            return null;
        }
        boolean couples = record.outcome().equals("couple");
        return couples || record.outcome().equals("insert") ? new Partner(UUID.fromString(id), couples) : null;
    }

    @Override
    public @Nullable String objection(Pass pass, Item item) {
        PlannedRecord record = planned.get(item.sourceId().toString());
        String why = record == null ? "it is no part of the plan" : difference(pass, item, record);
        if (why != null) {
            ends.put(item.sourceId().toString(), new End("refused", why));
        }
        return why;
    }

    private @Nullable String difference(Pass pass, Item item, PlannedRecord record) {
        if (item.decision() instanceof Decision.Ignored ignored) {
            return ignored.why();
        }
        PlannedRecord now = PlannedRecord.of(pass, item);
        if (!same(
                pass.source(),
                record.sourceId(),
                record.sourceVersion(),
                item.source().etag())) {
            return changed(pass.source());
        }
        if (now == null) {
            return "nothing is left to be done: both sides agree";
        }
        if (!same(pass.target(), String.valueOf(record.targetId()), record.targetVersion(), now.targetVersion())) {
            return record.targetVersion() == null || now.targetVersion() != null
                    ? changed(pass.target())
                    : "the record in " + pass.target().displayName() + " is gone";
        }
        if (!now.outcome().equals(record.outcome())) {
            return now.why() != null
                    ? "it would now " + now.outcome() + ": " + now.why()
                    : "it would now be " + now.outcome() + " instead of " + record.outcome();
        }
        return Objects.equals(now.check(), record.check()) ? null : otherValues(now, record);
    }

    /** The plan's own earlier writes move versions too; those are no reason to refuse. */
    private boolean same(Side side, String id, @Nullable String planned, @Nullable String now) {
        return Objects.equals(planned, now) || (now != null && now.equals(moved.get(side + id)));
    }

    private static String changed(Side side) {
        return "the record in " + side.displayName() + " has changed since the plan was made";
    }

    private static String otherValues(PlannedRecord now, PlannedRecord record) {
        for (PlannedField field : now.shown()) {
            if (!record.shown().contains(field)) {
                return "'" + field.after() + "' would now be written to " + field.field()
                        + ", which is not what the plan says";
            }
        }
        return "other values would now be written than the plan says";
    }

    @Override
    public void confirmed(Batch batch) {
        Pass pass = batch.pass();
        for (Item item : batch.items()) {
            String id = item.sourceId().toString();
            if (item.failure() != null) {
                ends.put(id, new End("failed", item.failure().message()));
            } else if (!(item.decision() instanceof Decision.Ignored)) {
                ends.put(id, End.APPLIED);
                remember(
                        pass.target(),
                        item.targetId().toString(),
                        item.written() == null ? null : item.written().etag());
            }
        }
    }

    private void remember(Side side, String id, @Nullable String version) {
        if (version != null) {
            moved.put(side + id, version);
        }
    }

    /** Whether it is known what became of a record. */
    boolean knows(PlannedRecord record) {
        return ends.containsKey(record.sourceId());
    }

    End end(PlannedRecord record) {
        return ends.getOrDefault(record.sourceId(), new End("refused", "the record is gone, or out of Koppel's reach"));
    }
}
