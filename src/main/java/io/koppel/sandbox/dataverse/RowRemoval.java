package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deletion with its consequences: what belongs to the row goes along, what needs it keeps it, other references are cleared. */
final class RowRemoval {
    private final DataverseStore store;
    private final RowWriter writer;

    RowRemoval(DataverseStore store, RowWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    void remove(WriteScope scope, StoredTable table, Row row, boolean direct) {
        if (row.id().equals(DataverseIds.BASE_CURRENCY)) {
            throw DataverseError.notAllowed("The base currency of the organization cannot be deleted.");
        }
        for (StoredTable other : store.tables()) {
            for (DataverseColumn lookup : other.table().columns()) {
                if (leadsTo(lookup, table.table()) && isUsed(other, lookup)) {
                    unlink(scope, table, row, new Reverse(other.table(), lookup));
                }
            }
        }
        scope.transaction().delete(table.rows(), row);
        scope.note(table.table(), row.id(), "delete", direct, List.of());
        scope.afterCommit(() -> table.deleted().add(row.id()));
    }

    private static boolean leadsTo(DataverseColumn column, DataverseTable table) {
        for (DataverseNavigation navigation : column.navigations()) {
            boolean principal = navigation.target().equals("principal")
                    && table.logicalName().equals("team");
            if (principal || navigation.target().equals(table.logicalName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsed(StoredTable table, DataverseColumn lookup) {
        Column stored = table.stored(lookup);
        // Owners and currencies are filled in by the service, so every row may have them.
        return stored != null
                && (lookup.type() == ColumnType.OWNER
                        || lookup.logicalName().equals("transactioncurrencyid")
                        || table.isUsed(stored));
    }

    private void unlink(WriteScope scope, StoredTable table, Row row, Reverse reverse) {
        List<Row> related = related(reverse, row.id());
        if (related.isEmpty()) {
            return;
        }
        Deletion consequence = Deletion.of(table.table(), reverse.table(), reverse.lookup());
        if (consequence == Deletion.RESTRICT) {
            throw DataverseError.notAllowed(
                    "The " + table.table().displayName() + " " + row.id() + " cannot be deleted, because "
                            + related.size() + " rows of '" + reverse.table() + "' refer to it.");
        }
        StoredTable other = store.table(reverse.table());
        for (Row one : related) {
            Column lookup = other.stored(reverse.lookup());
            if (consequence == Deletion.CASCADE) {
                remove(scope, other, one, false);
            } else if (lookup != null) {
                writer.clear(scope, other, one, lookup);
            }
        }
    }

    /** Rows that refer to a row as the next write must see them: with changes that readers do not see yet. */
    private List<Row> related(Reverse reverse, UUID id) {
        StoredTable other = store.table(reverse.table());
        Column lookup = other.stored(reverse.lookup());
        Map<UUID, Row> related = new LinkedHashMap<>();
        store.related(reverse, id).forEachRemaining(one -> {
            Row newest = other.rows().findForWrite(one.id());
            if (newest != null && (newest == one || lookup == null || id.equals(newest.get(lookup)))) {
                related.put(one.id(), newest);
            }
        });
        if (lookup != null) {
            other.rows().pendingWith(lookup, id).forEach(one -> related.putIfAbsent(one.id(), one));
        }
        return new ArrayList<>(related.values());
    }
}
