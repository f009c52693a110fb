package io.koppel.metadata;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity set with the columns of its type, inherited ones included.
 *
 * @param entitySet name of the set
 * @param type entity type without namespace; in Dataverse the logical name of the table
 * @param key key properties
 * @param columns columns by name
 * @param navigations navigation properties by name
 */
public record TableModel(
        String entitySet,
        String type,
        List<String> key,
        Map<String, ColumnModel> columns,
        Map<String, NavigationModel> navigations) {

    /** The column called {@code name}, or null. A lookup is found by its plain name, too. */
    public @Nullable ColumnModel column(String name) {
        ColumnModel column = columns.get(name);
        return column != null ? column : columns.get("_" + name + "_value");
    }

    /** Whether {@code name} is a Dataverse lookup: readable only as {@code _name_value}. */
    public boolean isLookup(String name) {
        return !columns.containsKey(name) && columns.containsKey("_" + name + "_value");
    }
}
