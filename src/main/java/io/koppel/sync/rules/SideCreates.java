package io.koppel.sync.rules;

import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows a rule creates because records need them: they are coupled with nothing, and stand in the history. */
final class SideCreates {
    private SideCreates() {}

    /** Records a row that was just created in Dataverse for records of a pass. */
    static void remember(Engine engine, Pass pass, UUID id, Map<String, @Nullable Object> values, String reason) {
        remember(engine, pass, Side.DATAVERSE, id, values, reason);
    }

    /** Records a row that was just created on a side for records of a pass. */
    static void remember(
            Engine engine, Pass pass, Side side, UUID id, Map<String, @Nullable Object> values, String reason) {
        List<FieldChange> changes = new ArrayList<>();
        values.forEach((property, value) -> changes.add(new FieldChange(property, null, value)));
        RuleHistory.record(
                engine,
                pass,
                List.of(new History.Entry(
                        side == Side.BUSINESS_CENTRAL ? id : null,
                        side == Side.DATAVERSE ? id : null,
                        side,
                        "create",
                        reason,
                        changes,
                        null)));
    }
}
