package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.JournalEntry;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing within one transaction: stamps who and when, keeps the journal, and lets the tables' rules act. */
final class BcSession {
    private final BcData data;
    private final Transaction transaction;

    BcSession(BcData data, Transaction transaction) {
        this.data = data;
        this.transaction = transaction;
    }

    BcData data() {
        return data;
    }

    Transaction transaction() {
        return transaction;
    }

    /** Stores a new row, after and before what its table does on insert. */
    Row insert(BcTable table, RowDraft draft, boolean direct) {
        TableRules rules = TableRules.of(table);
        rules.beforeInsert(this, table, draft);
        Row row = insertAlong(table, draft, direct);
        rules.afterInsert(this, table, row, direct);
        return newest(table, row);
    }

    /** Stores a row's next state; nothing happens when nothing differs. */
    Row modify(BcTable table, Row before, RowDraft draft, boolean direct) {
        TableRules rules = TableRules.of(table);
        rules.beforeModify(this, table, before, draft);
        if (draft.changesSince(before).isEmpty()) {
            return before;
        }
        Row after = changeAlong(table, before, draft, direct);
        rules.afterModify(this, table, before, after, direct);
        return newest(table, after);
    }

    /** The row after what its rules did to it. */
    private static Row newest(BcTable table, Row row) {
        Row now = table.rows().findForWrite(row.id());
        return now == null ? row : now;
    }

    void delete(BcTable table, Row row, boolean direct) {
        TableRules.of(table).beforeDelete(this, table, row);
        transaction.delete(table.rows(), row);
        note(table, row.id(), "delete", direct, List.of());
        TableRules.of(table).afterDelete(this, table, row);
    }

    /** Stores a row as a consequence of another write, without the rules of its table. */
    Row insertAlong(BcTable table, RowDraft draft) {
        return insertAlong(table, draft, false);
    }

    private Row insertAlong(BcTable table, RowDraft draft, boolean direct) {
        Caller caller = transaction.author().caller();
        draft.set(table.createdAt(), transaction.now().truncatedTo(ChronoUnit.MILLIS));
        draft.set(table.createdBy(), caller.businessCentralUser());
        draft.set(table.modifiedBy(), caller.businessCentralUser());
        table.stampKey(draft);
        List<RowDraft.Change> changes = changes(null, draft);
        Row row = transaction.insert(table.rows(), draft, ChronoUnit.MILLIS);
        note(table, row.id(), "create", direct, changes);
        return row;
    }

    /** Stores a row's next state as a consequence of another write; nothing happens when nothing differs. */
    Row changeAlong(BcTable table, Row before, RowDraft draft) {
        return draft.changesSince(before).isEmpty() ? before : changeAlong(table, before, draft, false);
    }

    private Row changeAlong(BcTable table, Row before, RowDraft draft, boolean direct) {
        draft.set(table.modifiedBy(), transaction.author().caller().businessCentralUser());
        table.stampKey(draft);
        List<RowDraft.Change> changes = changes(before, draft);
        Row after = transaction.update(table.rows(), before, draft, ChronoUnit.MILLIS);
        note(table, after.id(), "update", direct, changes);
        return after;
    }

    /** Deletes a row as a consequence of another write, whatever its rules would say to a person. */
    void deleteAlong(BcTable table, Row row) {
        transaction.delete(table.rows(), row);
        note(table, row.id(), "delete", false, List.of());
    }

    /** What the journal will say; nothing where nobody keeps one. */
    private List<RowDraft.Change> changes(@Nullable Row before, RowDraft draft) {
        return transaction.author().journaled() ? draft.changesSince(before) : List.of();
    }

    private void note(BcTable table, UUID id, String operation, boolean direct, List<RowDraft.Change> changes) {
        if (transaction.author().journaled()) {
            EntitySet shown = data.model().ownSetOf(table);
            transaction.note(new JournalEntry(
                    Side.BUSINESS_CENTRAL,
                    shown == null ? table.name() : shown.name(),
                    id,
                    operation,
                    transaction.author().caller().clientId(),
                    transaction.author().requestId(),
                    direct,
                    named(table, changes)));
        }
    }

    /** Changes under the companion's names, so that the journal reads alike whichever surface was written to. */
    private List<RowDraft.Change> named(BcTable table, List<RowDraft.Change> changes) {
        Map<Column, String> names = data.journalNames(table);
        List<RowDraft.Change> renamed = new ArrayList<>();
        for (RowDraft.Change change : changes) {
            if (!change.column().startsWith("$")) {
                String name = names.getOrDefault(table.column(change.column()), change.column());
                renamed.add(new RowDraft.Change(name, change.before(), change.after()));
            }
        }
        return renamed;
    }
}
