package io.koppel.sandbox.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a table. Identity and modification stamp are not columns: every {@link Row} has them. */
public final class Schema {
    private final String name;
    private final List<Column> columns;
    private final Map<String, Column> byName;

    private Schema(String name, Map<String, Column> byName) {
        this.name = name;
        this.byName = byName;
        this.columns = List.copyOf(byName.values());
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    public int size() {
        return columns.size();
    }

    /** The column of that exact name, or null. */
    public @Nullable Column find(String column) {
        return byName.get(column);
    }

    /** The column of that exact name; an unknown one is a programming error. */
    public Column column(String column) {
        Column found = byName.get(column);
        if (found == null) {
            throw new IllegalArgumentException("Table " + name + " has no column '" + column + "'");
        }
        return found;
    }

    /** Collects columns in order. */
    public static final class Builder {
        private final String name;
        private final Map<String, Column> columns = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder add(String column, ColumnType type, int maxLength) {
            if (columns.put(column, new Column(column, type, maxLength, columns.size())) != null) {
                throw new IllegalArgumentException("Table " + name + " has column '" + column + "' twice");
            }
            return this;
        }

        public Builder add(String column, ColumnType type) {
            return add(column, type, 0);
        }

        public List<String> names() {
            return Collections.unmodifiableList(new ArrayList<>(columns.keySet()));
        }

        public Schema build() {
            return new Schema(name, Collections.unmodifiableMap(new LinkedHashMap<>(columns)));
        }
    }
}
