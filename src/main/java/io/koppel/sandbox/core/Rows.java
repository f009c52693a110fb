package io.koppel.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ways to walk over a table's rows without a lock; each row as its newest visible state. */
public final class Rows {
    private Rows() {}

    /** The rows of these ids that exist. */
    public static Iterator<Row> withIds(Table table, Iterable<UUID> ids) {
        List<Row> found = new ArrayList<>();
        for (UUID id : ids) {
            Row row = table.find(id);
            if (row != null) {
                found.add(row);
            }
        }
        return found.iterator();
    }

    /** In the order of ids, after one of them, or from the start. */
    public static Iterator<Row> byId(Table table, @Nullable UUID after, boolean descending) {
        var all = descending ? table.byId().descendingMap() : table.byId();
        return (after == null ? all : all.tailMap(after, false)).values().iterator();
    }

    /**
     * In the order of an index.
     *
     * @param after the place to go on after, or null for the start
     * @param least the smallest value of interest, or null
     */
    public static Iterator<Row> byIndex(
            RowIndex index, @Nullable Place after, @Nullable Object least, boolean descending) {
        NavigableSet<Row> rows = index.rows();
        if (least != null) {
            rows = rows.tailSet(probe(index, new Place(least, Values.FIRST_ID)), true);
        }
        if (descending) {
            rows = after == null
                    ? rows.descendingSet()
                    : rows.headSet(probe(index, after), false).descendingSet();
        } else if (after != null && (least == null || !before(index, after, least))) {
            rows = index.rows().tailSet(probe(index, after), false);
        }
        return current(rows.iterator());
    }

    /** Rows whose indexed column has that value. */
    public static Iterator<Row> equal(Table table, Column column, Object value) {
        return current(table.rowsWith(column, value).iterator());
    }

    /** Where a page ended: the value it was ordered by, and the id. */
    public record Place(@Nullable Object value, UUID id) {}

    private static boolean before(RowIndex index, Place place, Object least) {
        return index.rows().comparator() != null && Values.compare(place.value(), least) < 0;
    }

    private static Row probe(RowIndex index, Place place) {
        Column column = index.column();
        long stamp = column == null && place.value() instanceof Instant instant ? instant.toEpochMilli() : 0;
        return RowIndex.probe(column, place.value(), place.id(), stamp);
    }

    private static Iterator<Row> current(Iterator<Row> rows) {
        return new Iterator<>() {
            private @Nullable Row next = advance();

            private @Nullable Row advance() {
                while (rows.hasNext()) {
                    Row row = rows.next();
                    if (!row.isReplaced()) {
                        return row;
                    }
                }
                return null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Row next() {
                Row row = next;
                if (row == null) {
                    throw new java.util.NoSuchElementException();
                }
                next = advance();
                return row;
            }
        };
    }
}
