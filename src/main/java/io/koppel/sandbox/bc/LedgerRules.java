package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.RowDraft;

/** Ledgers: entries with numbers that rise (business-central-api.md §17 rule 10). */
final class LedgerRules extends KeyRules {
    static final LedgerRules INSTANCE = new LedgerRules();

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.get("Entry No.") == null) {
            draft.set("Entry No.", session.data().series().entry(table.name()));
        }
        super.beforeInsert(session, table, draft);
    }
}
