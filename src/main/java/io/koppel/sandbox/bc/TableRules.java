package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;

/** What the application does by itself when rows of a table change. */
interface TableRules {
    static TableRules of(BcTable table) {
        return switch (table.name()) {
            case "Customer" -> CustomerRules.INSTANCE;
            case "Contact" -> ContactRules.INSTANCE;
            default -> KeyRules.INSTANCE;
        };
    }

    /** A field has been given a value, before the next one is. */
    default void validate(BcSession session, RowDraft draft, String field) {}

    default void beforeInsert(BcSession session, BcTable table, RowDraft draft) {}

    default void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {}

    default void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {}

    default void afterDelete(BcSession session, BcTable table, Row row) {}
}
