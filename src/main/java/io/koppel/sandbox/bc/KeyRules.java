package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.Objects;

/** Keys of all tables: not blank, not twice; a renamed one is renamed wherever it is named. */
class KeyRules implements TableRules {
    static final KeyRules INSTANCE = new KeyRules();

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        String field = BcData.keyField(table);
        String key = draft.text(field);
        if (key.isEmpty() && table.name().equals("General Ledger Setup")) {
            return;
        }
        if (key.isEmpty()) {
            throw new BcException(
                    400, "BadRequest_RequiredParamNotProvided", field + " must have a value in " + table.name() + ".");
        }
        refuseTwice(table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        String field = BcData.keyField(table);
        if (!draft.text(field).equals(table.text(before, field))) {
            beforeInsert(session, table, draft);
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        String field = BcData.keyField(table);
        String old = table.text(before, field);
        if (!old.equals(table.text(after, field))) {
            for (FieldRelations.Use use : FieldRelations.usesOf(table.name())) {
                rename(session, use, old, table.text(after, field));
            }
        }
    }

    private static void rename(BcSession session, FieldRelations.Use use, String old, String now) {
        BcTable table = session.data().table(use.table());
        for (Row row : table.rows().rows()) {
            if (table.text(row, use.field()).equals(old)) {
                RowDraft draft = row.edit(table.rows().schema()).set(use.field(), now);
                session.modify(table, row, draft, false);
            }
        }
    }

    private static void refuseTwice(BcTable table, RowDraft draft) {
        String field = BcData.keyField(table);
        for (Row other : table.rows().rowsWith(table.column(field), draft.text(field))) {
            boolean same = !table.name().equals("Currency Exchange Rate")
                    || Objects.equals(other.get(table.column("Starting Date")), draft.get("Starting Date"));
            if (same && !other.id().equals(draft.id())) {
                throw new BcException(
                        400,
                        "Internal_EntityWithSameKeyExists",
                        "The record in table " + table.name() + " already exists. Identification fields and values: "
                                + field + "='" + draft.text(field) + "'");
            }
        }
    }
}
