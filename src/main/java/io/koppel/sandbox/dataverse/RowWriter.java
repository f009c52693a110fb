package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes rows under the rules of dataverse-web-api.md §6, §10 and §17. */
final class RowWriter {
    private final DataverseStore store;
    private final RowRules rules;
    private final RowRemoval removal;

    RowWriter(DataverseStore store) {
        this.store = store;
        this.rules = new RowRules(store, this);
        this.removal = new RowRemoval(store, this);
    }

    /** Creates a row with the key of the body, else the given one, else a new one; and the rows nested in the body. */
    Row create(WriteScope scope, StoredTable table, RowBody body, @Nullable UUID id) {
        Privileges.check(scope.transaction().author().caller(), table.table(), "Create");
        UUID own = body.key(table.table());
        if (id != null && own != null && !own.equals(id)) {
            throw DataverseError.payload("The key " + own + " in the body is not the key " + id + " of the address.");
        }
        UUID key = id != null ? id : own != null ? own : store.database().newId();
        if (table.rows().findForWrite(key) != null) {
            throw DataverseError.duplicate();
        }
        RowDraft draft = RowDraft.create(table.rows().schema(), key);
        apply(table, draft, body, true);
        for (RowBody.Nested nested : body.nested()) {
            DataverseColumn lookup = table.table().lookupOf(nested.navigation());
            if (!nested.collection() && lookup != null) {
                Row target = create(scope, store.table(nested.table()), nested.body(), null);
                set(table, draft, lookup, target.id());
            }
        }
        rules.onCreate(scope, table, draft, body);
        Row row = insert(scope, table, draft, true);
        rules.of(table).after(new RowChange(store, scope, table, null, draft, body), row);
        for (RowBody.Nested nested : body.nested()) {
            if (nested.collection()) {
                createBelow(scope, table, key, nested);
            }
        }
        // What was made below may have changed the row: totals of a document follow its lines.
        Row now = table.rows().findForWrite(key);
        return now == null ? row : now;
    }

    private Row insert(WriteScope scope, StoredTable table, RowDraft draft, boolean direct) {
        Row row = scope.transaction().insert(table.rows(), draft, ChronoUnit.SECONDS);
        scope.note(table.table(), draft.id(), "create", direct, draft.changesSince(null));
        return row;
    }

    /** Stores a row that the service makes as a consequence of another write. */
    void createAlong(WriteScope scope, StoredTable table, RowDraft draft) {
        for (DataverseColumn column : table.table().columns()) {
            Column stored = table.stored(column);
            if (stored != null && column.type() == ColumnType.LOOKUP && draft.get(stored) != null) {
                table.used(stored);
            }
        }
        rules.onCreateAlong(scope, table, draft);
        insert(scope, table, draft, false);
    }

    /** Changes a row as a consequence of another write. */
    void changeAlong(WriteScope scope, StoredTable table, Row before, RowDraft draft) {
        rules.onChangeAlong(scope, table, before, draft);
        store(scope, table, before, draft, false);
    }

    /** Changes a row as an action does that has checked it. */
    void change(WriteScope scope, StoredTable table, Row before, RowDraft draft) {
        rules.onChangeAlong(scope, table, before, draft);
        store(scope, table, before, draft, true);
    }

    private void createBelow(WriteScope scope, StoredTable table, UUID parent, RowBody.Nested nested) {
        var reverse = store.catalogue().reverse(table.table(), nested.navigation());
        if (reverse != null) {
            nested.body().values().put(reverse.lookup(), parent);
            create(scope, store.table(reverse.table()), nested.body(), null);
        }
    }

    /** Changes the columns the body names; a body that changes nothing still makes a new version (§6.4). */
    Row update(WriteScope scope, StoredTable table, Row before, RowBody body) {
        Privileges.check(scope.transaction().author().caller(), table.table(), "Write");
        UUID own = body.key(table.table());
        if (own != null && !own.equals(before.id())) {
            throw DataverseError.payload("The key " + own + " in the body is not the key of the row, " + before.id());
        }
        if (!body.nested().isEmpty()) {
            throw DataverseError.unsupported("Nested records cannot be sent with an update; the operation");
        }
        RowDraft draft = before.edit(table.rows().schema());
        apply(table, draft, body, false);
        rules.onUpdate(scope, table, before, draft, body);
        Row after = store(scope, table, before, draft, true);
        rules.of(table).after(new RowChange(store, scope, table, before, draft, body), after);
        return after;
    }

    /** Clears a lookup as a consequence of another write. */
    void clear(WriteScope scope, StoredTable table, Row before, Column lookup) {
        RowDraft draft = before.edit(table.rows().schema());
        draft.set(lookup, null);
        rules.stamp(scope, table, draft);
        store(scope, table, before, draft, false);
    }

    private Row store(WriteScope scope, StoredTable table, Row before, RowDraft draft, boolean direct) {
        Row after = scope.transaction().update(table.rows(), before, draft, ChronoUnit.SECONDS);
        scope.note(table.table(), before.id(), "update", direct, draft.changesSince(before));
        return after;
    }

    /** Deletes a row and what the standard configuration deletes or unlinks with it. */
    void delete(WriteScope scope, StoredTable table, Row row) {
        Privileges.check(scope.transaction().author().caller(), table.table(), "Delete");
        rules.of(table).beforeDelete(scope, table, row);
        removal.remove(scope, table, row, true);
        rules.of(table).afterDelete(scope, table, row);
    }

    private void apply(StoredTable table, RowDraft draft, RowBody body, boolean creating) {
        for (Map.Entry<DataverseColumn, @Nullable Object> entry : body.values().entrySet()) {
            DataverseColumn column = entry.getKey();
            rules.refuse(table, column, creating);
            WritePhase phase = column.phase();
            // A column that may not be written in this phase is passed over, as the service does (§6.5).
            if (creating ? phase.onCreate() : phase.onUpdate()) {
                set(table, draft, column, entry.getValue());
            }
        }
    }

    private void set(StoredTable table, RowDraft draft, DataverseColumn column, @Nullable Object value) {
        Column stored = table.stored(column);
        if (stored != null) {
            draft.set(stored, value);
            if (value != null && column.type() == ColumnType.LOOKUP) {
                table.used(stored);
            }
        }
    }
}
