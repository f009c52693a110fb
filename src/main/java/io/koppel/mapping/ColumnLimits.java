package io.koppel.mapping;

import io.koppel.metadata.ColumnModel;
import io.koppel.metadata.TableModel;
import org.jspecify.annotations.Nullable;

/** What is known of a table's columns while values are converted; may know nothing, as before the first connection. */
@FunctionalInterface
public interface ColumnLimits {
    /** Knows nothing: texts are never cut and types follow the values. */
    ColumnLimits UNKNOWN = name -> null;

    /** The column, or null if nothing is known of it. */
    @Nullable
    ColumnModel column(String name);

    /** Limits as a service's metadata tells them. */
    static ColumnLimits of(TableModel table) {
        return table::column;
    }
}
