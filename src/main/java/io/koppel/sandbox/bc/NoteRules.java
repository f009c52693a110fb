package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Notes on documents: record links of type note, which no standard API shows (business-central-api.md §12.1 row 14, §19). */
final class NoteRules extends KeyRules {
    static final NoteRules INSTANCE = new NoteRules();

    static final String TABLE = "Record Link";

    /** The tables that notes may hang on, by the name the companion gives them. */
    private static final Map<String, String> PARENTS = Map.of(
            "salesOrder", "Sales Header",
            "salesQuote", "Sales Quote Header",
            "postedSalesInvoice", "Sales Invoice Header",
            "customer", "Customer");

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        String type = draft.text("Parent Type");
        String parents = PARENTS.get(type.isEmpty() ? "salesOrder" : type);
        Row parent = null;
        if (parents != null && draft.get("Parent Id") instanceof UUID id) {
            parent = session.data().table(parents).rows().findForWrite(id);
        }
        if (parent == null || parents == null) {
            throw BcException.dialog("A note needs the parentType ("
                    + String.join(", ", PARENTS.keySet().stream().sorted().toList())
                    + ") and the parentId of the record it is written on.");
        }
        draft.set("Parent Type", type.isEmpty() ? "salesOrder" : type);
        draft.set("Parent No.", session.data().table(parents).text(parent, "No."));
        draft.set("Link ID", session.data().series().entry(TABLE));
        draft.set("Type", "Note");
        if (draft.get("Created") == null) {
            draft.set("Created", session.transaction().now());
        }
        draft.set("User ID", session.transaction().author().caller().clientId());
        super.beforeInsert(session, table, draft);
    }

    /** Writes a note on a record. */
    static Row add(BcSession session, String parentType, UUID parent, String description, String text) {
        BcTable table = session.data().table(TABLE);
        RowDraft note = RowDraft.create(
                        table.rows().schema(), session.data().database().newId())
                .set("Parent Type", parentType)
                .set("Parent Id", parent)
                .set("Description", description)
                .set("Note", text);
        return session.insert(table, note, false);
    }

    private static List<Row> of(BcSession session, UUID parent) {
        BcTable table = session.data().table(TABLE);
        List<Row> notes = new ArrayList<>();
        table.rows().rowsWith(table.column("Parent Id"), parent).forEach(notes::add);
        return notes;
    }

    static void deleteOf(BcSession session, UUID parent) {
        of(session, parent).forEach(note -> session.deleteAlong(session.data().table(TABLE), note));
    }

    /** Notes go over to what a document has become. */
    static void move(BcSession session, UUID parent, String type, UUID to, String number) {
        BcTable table = session.data().table(TABLE);
        for (Row note : of(session, parent)) {
            RowDraft copy = RowDraft.create(
                    table.rows().schema(), session.data().database().newId());
            for (Field field : table.fields()) {
                copy.set(field.name(), note.get(field.column()));
            }
            copy.set("Link ID", session.data().series().entry(TABLE))
                    .set("Parent Type", type)
                    .set("Parent Id", to)
                    .set("Parent No.", number);
            session.insertAlong(table, copy);
            session.deleteAlong(table, note);
        }
    }
}
