package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.WriteOperation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines of documents that were created: each is coupled by itself and has a history of its own, without times and results,
 * which are the document's (sync-semantics.md §4, child tables).
 */
final class ConfirmedLines {
    private static final UUID NONE = new UUID(0, 0);

    private final List<UUID> replaced = new ArrayList<>();
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<History.Entry> history = new ArrayList<>();
    private final List<History.Entry> ofDocuments = new ArrayList<>();

    /** @param created whether the document was created, by this pass or by one whose answer was lost */
    void add(Batch batch, Item document, boolean created) {
        if (batch.pass().mapping().lines() == null) {
            return;
        }
        for (Item line : created ? document.lines() : List.<Item>of()) {
            boolean coupled = !line.sourceId().equals(NONE);
            if (coupled) {
                replaced.add(line.sourceId());
                couplings.add(Coupling.fresh(line.sourceId(), line.targetId(), name(document, line), null)
                        .after(
                                batch.pass().direction(),
                                LastResult.SUCCESS,
                                batch.pass().job(),
                                null));
            }
            history.add(
                    entry(batch, coupled ? line.sourceId() : null, line.targetId(), "create", "new", line.payload()));
        }
        if (document.adopted()) {
            return;
        }
        for (WriteOperation operation : document.alongWith()) {
            update(batch, document, operation);
        }
    }

    /** A write that came after the create in the same transaction. */
    private void update(Batch batch, Item document, WriteOperation operation) {
        for (Item line : document.lines()) {
            if (operation.path().contains(line.targetId().toString())) {
                UUID source = line.sourceId().equals(NONE) ? null : line.sourceId();
                history.add(entry(batch, source, line.targetId(), "update", "new", operation.body()));
                return;
            }
        }
        ofDocuments.add(entry(batch, document.sourceId(), document.targetId(), "update", "new", operation.body()));
    }

    private static String name(Item document, Item line) {
        return document.label() + " " + line.label();
    }

    private static History.Entry entry(
            Batch batch,
            @Nullable UUID source,
            UUID target,
            String operation,
            String reason,
            Map<String, @Nullable Object> values) {
        List<FieldChange> changes = new ArrayList<>();
        values.forEach((property, value) -> changes.add(new FieldChange(property, null, value)));
        return new History.Entry(
                source,
                target,
                Side.DATAVERSE,
                operation,
                reason,
                changes,
                batch.id().toString());
    }

    void write(Connection connection, Engine engine, Pass pass) throws SQLException {
        DocumentLines declared = pass.mapping().lines();
        if (declared == null || (couplings.isEmpty() && history.isEmpty() && ofDocuments.isEmpty())) {
            return;
        }
        TableMapping lines = Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
        int scope = engine.scope(lines.id());
        engine.couplings().delete(connection, scope, replaced);
        engine.couplings().insert(connection, scope, couplings);
        engine.history().record(connection, scope, pass.run(), pass.job(), engine.now(), history);
        engine.history().record(connection, pass.runtime().scope(), pass.run(), pass.job(), engine.now(), ofDocuments);
    }
}
