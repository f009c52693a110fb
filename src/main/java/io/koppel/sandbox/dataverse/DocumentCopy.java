package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Column;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A new document made of another one's columns and lines, as the service makes revisions of quotes, orders of quotes and
 * invoices of orders (dataverse-web-api.md §11.1, §11.2).
 */
final class DocumentCopy {
    /** What each row has of its own. */
    private static final Set<String> OWN = Set.of(
            "statecode",
            "statuscode",
            "createdon",
            "createdby",
            "createdonbehalfby",
            "modifiedby",
            "modifiedonbehalfby",
            "closedon",
            "revisionnumber",
            "importsequencenumber",
            "overriddencreatedon");

    private final DataverseStore store;
    private final RowWriter writer;

    DocumentCopy(DataverseStore store, RowWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    /** A draft of the new document, in its first state and without a number. */
    RowDraft header(DataverseStore.Found from, SalesDocument document) {
        StoredTable table = store.table(document.table());
        RowDraft draft = RowDraft.create(table.rows().schema(), store.database().newId());
        copy(from, table, draft);
        RowRules.put(table, draft, "statecode", 0L);
        RowRules.put(table, draft, "statuscode", StateRules.firstStatus(document.table(), 0));
        RowRules.put(table, draft, "revisionnumber", 0L);
        return draft;
    }

    /** Stores the header, with a number if it has none. */
    void insert(WriteScope scope, SalesDocument document, RowDraft draft) {
        StoredTable table = store.table(document.table());
        if (RowRules.get(table, draft, document.number()) == null) {
            RowRules.put(
                    table,
                    draft,
                    document.number(),
                    document.numbered(draft.id(), table.rows().size()));
        }
        writer.createAlong(scope, table, draft);
    }

    /** Copies the lines; write-in lines, overridden prices and discounts stay what they are. */
    void lines(WriteScope scope, DataverseStore.Found from, SalesDocument was, UUID header, SalesDocument becomes) {
        StoredTable source = store.table(was.lines());
        StoredTable target = store.table(becomes.lines());
        List<Row> lines = new ArrayList<>();
        store.rowsWith(source, was.lookup(), from.row().id()).forEach(lines::add);
        for (Row line : lines) {
            RowDraft draft =
                    RowDraft.create(target.rows().schema(), store.database().newId());
            copy(new DataverseStore.Found(source, line), target, draft);
            RowRules.put(target, draft, becomes.lookup(), header);
            RowRules.put(target, draft, becomes.lines() + "name", source.value(line, was.lines() + "name"));
            writer.createAlong(scope, target, draft);
        }
    }

    private static void copy(DataverseStore.Found from, StoredTable table, RowDraft draft) {
        for (DataverseColumn column : table.table().columns()) {
            Column stored = table.stored(column);
            Column source = from.table().find(column.logicalName());
            if (stored != null
                    && source != null
                    && stored.type() == source.type()
                    && !OWN.contains(column.logicalName())) {
                draft.set(stored, from.row().get(source));
            }
        }
    }
}
