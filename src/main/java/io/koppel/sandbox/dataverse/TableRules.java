package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;

/** What the service demands of one table's rows, and what it does by itself when one is written (dataverse-web-api.md §10). */
interface TableRules {
    /** A table without rules of its own. */
    TableRules NONE = new TableRules() {};

    /** Before a row is created or changed: may refuse, and may fill in columns of the draft. */
    default void before(RowChange change) {}

    /** After the row has been stored: rows that the service makes or changes along with it. */
    default void after(RowChange change, Row stored) {}

    /** Before a row is deleted: may refuse. */
    default void beforeDelete(WriteScope scope, StoredTable table, Row row) {}

    /** After a row has been deleted. */
    default void afterDelete(WriteScope scope, StoredTable table, Row row) {}
}
