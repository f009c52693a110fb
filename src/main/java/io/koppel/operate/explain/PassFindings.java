package io.koppel.operate.explain;

import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.operate.plan.PlannedField;
import io.koppel.operate.plan.PlannedRecord;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import io.koppel.sync.PassMode;
import io.koppel.sync.PassRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a pass would do with one record right now, asked of the pass itself. */
final class PassFindings {
    private final PassRunner passes;

    PassFindings(PassRunner passes) {
        this.passes = passes;
    }

    /**
     * @param outcome insert, modify, couple, uncouple, conflict, skip, fail, unchanged or ignored
     * @param why reason where nothing would be written
     * @param fields what would be written
     */
    record Outcome(String outcome, @Nullable String why, List<PlannedField> fields) {
        boolean writes() {
            return outcome.equals("insert") || outcome.equals("modify") || outcome.equals("couple");
        }
    }

    /**
     * @param compare whether both sides are compared even if the source's version is known
     * @return null if the record does not come up, because its side has no such record
     */
    @Nullable
    Outcome ask(TableMapping mapping, Direction direction, UUID sourceId, boolean compare) {
        List<Outcome> found = new ArrayList<>();
        passes.preview(
                new PassRunner.Order(
                        mapping,
                        direction,
                        PassMode.scheduled(mapping.onlyCoupled()),
                        List.of(sourceId.toString()),
                        0,
                        "explain"),
                compare,
                batch -> collect(batch, mapping, direction, sourceId, found));
        return found.isEmpty() ? null : found.get(0);
    }

    private static void collect(
            Batch batch, TableMapping mapping, Direction direction, UUID sourceId, List<Outcome> found) {
        boolean own =
                batch.pass().mapping().id().equals(mapping.id()) && batch.pass().direction() == direction;
        for (Item item : batch.items()) {
            if (own && item.sourceId().equals(sourceId)) {
                PlannedRecord record = PlannedRecord.of(batch.pass(), item);
                found.add(
                        record != null
                                ? new Outcome(record.outcome(), record.why(), record.shown())
                                : item.decision() instanceof Decision.Ignored ignored
                                        ? new Outcome("ignored", ignored.why(), List.of())
                                        : new Outcome("unchanged", null, List.of()));
            }
        }
    }
}
