package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.UUID;

/** Rows that seeds make: under an id they choose, with the tables' own rules but without those for callers. */
final class SeedRows {
    private final BcSession session;

    SeedRows(BcSession session) {
        this.session = session;
    }

    RowDraft draft(String table, UUID id) {
        return RowDraft.create(session.data().table(table).rows().schema(), id);
    }

    Row insert(String table, RowDraft row) {
        return session.insert(session.data().table(table), row, false);
    }

    /** Sets a field as a person who types it does, with what follows from it. */
    void type(String table, RowDraft row, String field, String value) {
        row.set(field, value);
        TableRules.of(session.data().table(table)).validate(session, row, field);
    }
}
