package io.koppel.sandbox.dataverse;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Dataverse table as the service declares it: names, columns and navigation properties. */
public final class DataverseTable {
    private final String logicalName;
    private final String entitySet;
    private final String primaryName;
    private final String displayName;
    private final DataverseColumn key;
    private final Map<String, DataverseColumn> byLogicalName = new LinkedHashMap<>();
    private final Map<String, DataverseColumn> byProperty = new LinkedHashMap<>();
    private final Map<String, DataverseColumn> columnByNavigation = new LinkedHashMap<>();

    DataverseTable(
            String logicalName,
            String entitySet,
            String primaryName,
            String displayName,
            List<DataverseColumn> columns) {
        this.logicalName = logicalName;
        this.entitySet = entitySet;
        this.primaryName = primaryName;
        this.displayName = displayName;
        DataverseColumn found = null;
        for (DataverseColumn column : columns) {
            byLogicalName.put(column.logicalName(), column);
            byProperty.put(column.property(), column);
            column.navigations().forEach(navigation -> columnByNavigation.put(navigation.name(), column));
            if (column.type() == ColumnType.KEY) {
                found = column;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("table " + logicalName + " has no key column");
        }
        key = found;
    }

    /** Such as `account`. */
    public String logicalName() {
        return logicalName;
    }

    /** Such as `accounts`. */
    public String entitySet() {
        return entitySet;
    }

    /** The column a row is called by, such as `name`. */
    public String primaryName() {
        return primaryName;
    }

    /** The name people see. */
    public String displayName() {
        return displayName;
    }

    /** The primary key column. */
    public DataverseColumn key() {
        return key;
    }

    /** All columns in declaration order. */
    public Collection<DataverseColumn> columns() {
        return byLogicalName.values();
    }

    /** The column of this logical name, or null. */
    public @Nullable DataverseColumn column(String name) {
        return byLogicalName.get(name);
    }

    /** The column behind this property of a URL or body, or null; names are case-sensitive. */
    public @Nullable DataverseColumn property(String name) {
        return byProperty.get(name);
    }

    /** The lookup written through this navigation property, or null. */
    public @Nullable DataverseColumn lookupOf(String navigation) {
        return columnByNavigation.get(navigation);
    }

    /** The single-valued navigation property of this name, or null. */
    public @Nullable DataverseNavigation navigation(String name) {
        DataverseColumn column = columnByNavigation.get(name);
        if (column == null) {
            return null;
        }
        for (DataverseNavigation navigation : column.navigations()) {
            if (navigation.name().equals(name)) {
                return navigation;
            }
        }
        return null;
    }

    /** Whether rows of this table have an owner. */
    public boolean isOwned() {
        return byLogicalName.containsKey("owninguser");
    }

    /** Whether changes of its rows are tracked: of all tables here but posts, which carry no row version (§7). */
    public boolean isTracked() {
        return byLogicalName.containsKey("versionnumber");
    }

    @Override
    public String toString() {
        return logicalName;
    }
}
