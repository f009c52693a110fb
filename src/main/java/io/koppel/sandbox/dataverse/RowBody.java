package io.koppel.sandbox.dataverse;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a create, update or upsert body says about one row, names and types checked.
 *
 * @param values the columns the body names, with null for cleared ones; lookups hold the id they were bound to
 * @param nested rows to be created along with it (dataverse-web-api.md §6.1, deep create)
 * @param type the `@odata.type` without its namespace, or null
 * @param address the `@odata.id`, or null
 */
record RowBody(
        Map<DataverseColumn, @Nullable Object> values,
        List<Nested> nested,
        @Nullable String type,
        @Nullable String address) {

    /** Rows under a navigation property; `collection` tells which way the lookup between them points. */
    record Nested(String navigation, DataverseTable table, boolean collection, RowBody body) {}

    /** The primary key the body carries, or null. */
    @Nullable
    UUID key(DataverseTable table) {
        return (UUID) values.get(table.key());
    }
}
