package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import io.koppel.sandbox.filter.OrderBy;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a row an answer shows.
 *
 * @param columns in the order they are written
 * @param context the list of names for `@odata.context`, with brackets, or "" when all columns are shown
 * @param expands what is shown of related rows
 */
record RowShape(StoredTable table, List<DataverseColumn> columns, String context, List<Expand> expands) {
    /**
     * Related rows under a navigation property. Exactly one of the three ways is set.
     *
     * @param navigation a lookup
     * @param reverse the lookup on the other side
     * @param association a many-to-many relationship
     * @param shape null for an owner, of which only the id is shown
     */
    record Expand(
            String name,
            @Nullable DataverseNavigation navigation,
            @Nullable Reverse reverse,
            @Nullable ManyToMany association,
            @Nullable RowShape shape,
            @Nullable Predicate<Row> filter,
            OrderBy order,
            int top) {}
}
