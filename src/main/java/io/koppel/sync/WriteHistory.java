package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the writes of a batch stand in the history. */
final class WriteHistory {
    private WriteHistory() {}

    static History.Entry written(Batch batch, Item item, Coupling coupling, boolean insert) {
        Pass pass = batch.pass();
        List<FieldChange> changes = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (Change change : item.changes()) {
            covered.add(change.property());
            String field = change.field().on(pass.target());
            changes.add(new FieldChange(
                    field == null ? change.property() : field, insert ? null : change.before(), change.after()));
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(item.first());
        others.putAll(item.payload());
        others.forEach((property, value) -> {
            if (!covered.contains(property)) {
                changes.add(new FieldChange(property, item.heldBefore(property), value));
            }
        });
        String reason = item.matched()
                ? "coupled by match"
                : IntentStep.forced(pass, item) ? "forced" : insert ? "new" : "changed";
        return new History.Entry(
                coupling.businessCentralId(),
                coupling.dataverseId(),
                pass.target(),
                insert ? "create" : "update",
                reason,
                changes,
                batch.requestId());
    }

    /** A record that a create without an answer left behind, known by its id, or else found by its values. */
    static History.Entry adopted(Batch batch, Coupling coupling) {
        Pass pass = batch.pass();
        boolean known = pass.runtime().records().acceptsChosenId(pass.target());
        return new History.Entry(
                coupling.businessCentralId(),
                coupling.dataverseId(),
                pass.target(),
                "create",
                known ? "adopted" : HistoryRow.unheard("adopted"),
                List.of(),
                batch.id().toString());
    }

    static History.Entry arrived(Pass pass, Arrived write) {
        Intent intent = write.intent();
        String reason = reason(intent.operation());
        return new History.Entry(
                intent.businessCentralId(),
                intent.dataverseId(),
                pass.target(),
                intent.operation() == Operation.CREATE ? "create" : "update",
                write.certain() ? reason : HistoryRow.unheard(reason),
                write.changes(),
                write.batch().toString());
    }

    private static String reason(Operation operation) {
        return switch (operation) {
            case COUPLE -> "coupled by match";
            case FORCE -> "forced";
            case UPDATE -> "changed";
            case CREATE -> "new";
        };
    }
}
