package io.koppel.sandbox.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of one column (or of the modification stamp), then of their id. Read without a lock while writes
 * go on, as pages of a real service are.
 */
public final class RowIndex {
    private final @Nullable Column column;
    private final boolean ignoreCase;
    private final boolean sparse;
    private final Comparator<Row> order;
    private final ConcurrentSkipListSet<Row> rows;

    private RowIndex(@Nullable Column column, boolean ignoreCase, boolean sparse) {
        this.column = column;
        this.ignoreCase = ignoreCase;
        this.sparse = sparse;
        this.order = column == null ? BY_STAMP : thenById(byColumn(column, ignoreCase));
        this.rows = new ConcurrentSkipListSet<>(order);
    }

    private static final Comparator<Row> BY_STAMP = (a, b) -> {
        int order = Long.compare(a.modifiedAtMillis(), b.modifiedAtMillis());
        return order != 0 ? order : a.id().compareTo(b.id());
    };

    private static Comparator<Row> thenById(Comparator<Row> first) {
        return (a, b) -> {
            int order = first.compare(a, b);
            return order != 0 ? order : a.id().compareTo(b.id());
        };
    }

    static RowIndex ofStamp() {
        return new RowIndex(null, false, false);
    }

    static RowIndex of(Column column, boolean ignoreCase) {
        return new RowIndex(column, ignoreCase, false);
    }

    private static Comparator<Row> byColumn(Column column, boolean ignoreCase) {
        if (ignoreCase) {
            return (a, b) -> a.text(column).compareToIgnoreCase(b.text(column));
        }
        if (column.type() == ColumnType.TEXT) {
            return (a, b) -> compareBytes(a, b, column.index());
        }
        return (a, b) -> Values.compare(a.get(column), b.get(column));
    }

    private static int compareBytes(Row a, Row b, int column) {
        int left = Packing.find(a.packed(), column);
        int right = Packing.find(b.packed(), column);
        if (left < 0 || right < 0) {
            return Integer.compare(Math.min(left, 0) + (left < 0 ? 0 : 1), Math.min(right, 0) + (right < 0 ? 0 : 1));
        }
        return Arrays.compareUnsigned(
                a.packed(),
                Packing.bytesStart(a.packed(), left),
                Packing.next(a.packed(), left),
                b.packed(),
                Packing.bytesStart(b.packed(), right),
                Packing.next(b.packed(), right));
    }

    /** An index of those rows alone that have a value: for finding them, not for an order of all rows. */
    static RowIndex sparse(Column column, boolean ignoreCase) {
        return new RowIndex(column, ignoreCase, true);
    }

    /** Whether it leaves out rows without a value. */
    public boolean isSparse() {
        return sparse;
    }

    /** Whether the row belongs into it. */
    boolean holds(Row row) {
        return !sparse || column == null || row.has(column);
    }

    /** The column it orders by; null for the modification stamp. */
    public @Nullable Column column() {
        return column;
    }

    public boolean ignoresCase() {
        return ignoreCase;
    }

    void replace(Row before, Row after) {
        if (order.compare(before, after) == 0) {
            rows.remove(before);
            rows.add(after);
        } else {
            rows.add(after);
            rows.remove(before);
        }
    }

    NavigableSet<Row> rows() {
        return rows;
    }

    /** A row that stands where a row of that value and id would stand; for the ends of a range. */
    static Row probe(@Nullable Column column, @Nullable Object value, UUID id, long modifiedAt) {
        if (column == null || value == null) {
            return new Row(id, 0, modifiedAt, new byte[0]);
        }
        Object[] values = new Object[column.index() + 1];
        values[column.index()] = value;
        return new Row(id, 0, modifiedAt, Packing.pack(values));
    }
}
