package io.koppel.odata;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row over column names shared with the other rows of its page: a tenth of the memory of a map of its
 * own, which is what lets pages of thousands of rows be held (promises.md P11).
 */
final class RowValues extends AbstractMap<String, @Nullable Object> {
    private final ColumnNames columns;
    private final @Nullable Object[] values;

    RowValues(ColumnNames columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int at = key instanceof String name ? columns.indexOf(name) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && columns.indexOf(name) >= 0;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int at = next++;
            return new SimpleImmutableEntry<>(columns.name(at), values[at]);
        }
    }
}
