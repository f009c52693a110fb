package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
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
 * The lines of documents that were written: each is coupled by itself and has a history of its own, without times and results,
 * which are the document's (sync-semantics.md §4, child tables).
 */
final class ConfirmedLines {
    private static final UUID NONE = new UUID(0, 0);

    private final List<UUID> replaced = new ArrayList<>();
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<Coupling> updated = new ArrayList<>();
    private final List<History.Entry> history = new ArrayList<>();
    private final List<History.Entry> ofDocuments = new ArrayList<>();

    /** @param created whether the document was created, by this pass or by one whose answer was lost */
    void add(Batch batch, Item document, boolean created) {
        if (batch.pass().mapping().lines() == null) {
            return;
        }
        if (document.documentChange() != null) {
            follow(batch, document, document.documentChange());
        }
        for (Item line : created && document.documentChange() == null ? document.lines() : List.<Item>of()) {
            boolean coupled = !line.sourceId().equals(NONE);
            if (coupled) {
                replaced.add(line.sourceId());
                couplings.add(fresh(batch, document, line));
            }
            history.add(
                    entry(batch, coupled ? line.sourceId() : null, line.targetId(), "create", "new", line.payload()));
        }
        if (document.adopted() || document.delivered().result() == null) {
            return;
        }
        for (WriteOperation operation : document.beforehand()) {
            update(batch, document, operation);
        }
        for (WriteOperation operation : document.alongWith()) {
            update(batch, document, operation);
        }
    }

    private static Coupling fresh(Batch batch, Item document, Item line) {
        boolean to = batch.pass().target() == Side.DATAVERSE;
        return Coupling.fresh(
                        to ? line.sourceId() : line.targetId(),
                        to ? line.targetId() : line.sourceId(),
                        to ? name(document.label(), line.label()) : null,
                        to ? null : name(document.label(), line.label()))
                .after(
                        batch.pass().direction(),
                        LastResult.SUCCESS,
                        batch.pass().job(),
                        null);
    }

    /** The lines of a document whose lines are followed: each is in step now by itself. */
    private void follow(Batch batch, Item document, DocumentChange change) {
        for (Item line : document.lines()) {
            @Nullable Row now = line.written() != null ? line.written() : line.target();
            Coupling known = line.coupling();
            if (known == null) {
                Coupling fresh = fresh(batch, document, line);
                replaced.add(fresh.businessCentralId());
                couplings.add(
                        DocumentLinesInStep.confirmed(change.pass(), line, named(batch, document, fresh, now), now));
            } else {
                updated.add(DocumentLinesInStep.confirmed(change.pass(), line, known, now));
            }
            boolean create = line.decision() instanceof Decision.Insert;
            if (document.delivered().result() != null
                    && (create || !line.payload().isEmpty())) {
                history.add(entry(
                        batch,
                        line.sourceId(),
                        line.targetId(),
                        create ? "create" : "update",
                        create ? "new" : "changed",
                        line.payload()));
            }
        }
        change.removed().forEach(gone -> gone(batch, gone, "removed from its document"));
        change.forgotten().forEach(gone -> gone(batch, gone, "adopted"));
    }

    private void gone(Batch batch, Coupling gone, String reason) {
        replaced.add(gone.businessCentralId());
        history.add(entry(
                batch, gone.id(batch.pass().source()), gone.id(batch.pass().target()), "delete", reason, Map.of()));
    }

    /** A line is known by its document's number in Business Central and its own, under which it is found later. */
    private static Coupling named(Batch batch, Item document, Coupling fresh, @Nullable Row now) {
        if (batch.pass().target() == Side.DATAVERSE || now == null) {
            return fresh;
        }
        Row header = document.written() != null ? document.written() : document.target();
        String number = header == null ? null : batch.pass().runtime().records().label(Side.BUSINESS_CENTRAL, header);
        DocumentChange change = Objects.requireNonNull(document.documentChange());
        return fresh.named(
                name(number, change.pass().runtime().records().label(Side.BUSINESS_CENTRAL, now)), fresh.name());
    }

    /** A write that came after the create in the same transaction. */
    private void update(Batch batch, Item document, WriteOperation operation) {
        if (operation.kind() == WriteOperation.Kind.ACTION) {
            String action = operation.path().substring(operation.path().lastIndexOf('.') + 1);
            ofDocuments.add(entry(batch, document.sourceId(), document.targetId(), action, "changed", Map.of()));
            return;
        }
        for (Item line : document.lines()) {
            if (operation.path().contains(line.targetId().toString())) {
                UUID source = line.sourceId().equals(NONE) ? null : line.sourceId();
                history.add(entry(batch, source, line.targetId(), "update", "new", operation.body()));
                return;
            }
        }
        ofDocuments.add(entry(batch, document.sourceId(), document.targetId(), "update", "new", operation.body()));
    }

    private static String name(@Nullable String document, @Nullable String line) {
        return document + " " + line;
    }

    private static History.Entry entry(
            Batch batch,
            @Nullable UUID source,
            @Nullable UUID target,
            String operation,
            String reason,
            Map<String, @Nullable Object> values) {
        List<FieldChange> changes = new ArrayList<>();
        values.forEach((property, value) -> changes.add(new FieldChange(property, null, value)));
        boolean to = batch.pass().target() == Side.DATAVERSE;
        return new History.Entry(
                to ? source : target,
                to ? target : source,
                batch.pass().target(),
                operation,
                reason,
                changes,
                batch.id().toString());
    }

    void write(Connection connection, Engine engine, Pass pass) throws SQLException {
        DocumentLines declared = pass.mapping().lines();
        if (declared == null
                || (replaced.isEmpty() && updated.isEmpty() && history.isEmpty() && ofDocuments.isEmpty())) {
            return;
        }
        TableMapping lines = Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
        int scope = engine.scope(lines.id());
        engine.couplings().delete(connection, scope, replaced);
        engine.couplings().insert(connection, scope, couplings);
        engine.couplings().update(connection, scope, updated);
        engine.history().record(connection, scope, pass.run(), pass.job(), engine.now(), history);
        engine.history().record(connection, pass.runtime().scope(), pass.run(), pass.job(), engine.now(), ofDocuments);
    }
}
