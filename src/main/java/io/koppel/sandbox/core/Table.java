package io.koppel.sandbox.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows by id, by modification stamp and by the columns that are indexed. Reads take no lock; writes go through
 * {@link Transaction}, one at a time per {@link Database}.
 */
public final class Table {
    private final Schema schema;
    private final ConcurrentSkipListMap<UUID, Row> byId = new ConcurrentSkipListMap<>();
    private final RowIndex byStamp = RowIndex.ofStamp();
    private final List<RowIndex> indexes = new ArrayList<>();
    private final LateRows late = new LateRows();
    private final AtomicLong changes = new AtomicLong();

    public Table(Schema schema) {
        this.schema = schema;
    }

    /** Adds an index; before the first row. */
    public Table indexed(String column, boolean ignoreCase) {
        indexes.add(RowIndex.of(schema.column(column), ignoreCase));
        return this;
    }

    /** Adds an index of the rows that have a value, for finding them by it; before the first row. */
    public Table indexedWherePresent(String column, boolean ignoreCase) {
        indexes.add(RowIndex.sparse(schema.column(column), ignoreCase));
        return this;
    }

    public Schema schema() {
        return schema;
    }

    /** The row as readers see it. */
    public @Nullable Row find(UUID id) {
        return byId.get(id);
    }

    /** The row as the next write must see it: with changes that readers do not see yet. */
    public @Nullable Row findForWrite(UUID id) {
        Row pending = late.find(id);
        return pending == null ? byId.get(id) : pending;
    }

    /** Rows with changes that readers do not see yet, in the state the next write must see, whose column has that value. */
    public List<Row> pendingWith(Column column, Object value) {
        return late.with(column, value);
    }

    /** The first row whose column has that value; the column must be indexed. */
    public @Nullable Row findBy(Column column, Object value) {
        Iterator<Row> rows = rowsWith(column, value).iterator();
        return rows.hasNext() ? rows.next() : null;
    }

    public @Nullable Row findBy(String column, Object value) {
        return findBy(schema.column(column), value);
    }

    /** All rows whose column has that value, in the order of ids; the column must be indexed. */
    public Iterable<Row> rowsWith(Column column, Object value) {
        RowIndex index = index(column);
        if (index == null) {
            throw new IllegalArgumentException(schema.name() + "." + column.name() + " is not indexed");
        }
        return index.rows()
                .subSet(
                        RowIndex.probe(column, value, Values.FIRST_ID, 0),
                        true,
                        RowIndex.probe(column, value, Values.LAST_ID, 0),
                        true);
    }

    /** The index of a column, or null. */
    public @Nullable RowIndex index(Column column) {
        for (RowIndex index : indexes) {
            if (column.equals(index.column())) {
                return index;
            }
        }
        return null;
    }

    public RowIndex byStamp() {
        return byStamp;
    }

    ConcurrentSkipListMap<UUID, Row> byId() {
        return byId;
    }

    /** All rows in the order of their ids. */
    public Iterable<Row> rows() {
        return byId.values();
    }

    public int size() {
        return byId.size();
    }

    /** Rises with each change that readers see, after they see it. */
    public long changes() {
        return changes.get();
    }

    LateRows late() {
        return late;
    }

    void add(Row row) {
        row.markReplaced(false);
        byId.put(row.id(), row);
        byStamp.rows().add(row);
        for (RowIndex index : indexes) {
            if (index.holds(row)) {
                index.rows().add(row);
            }
        }
        changes.incrementAndGet();
    }

    void remove(Row row) {
        byId.remove(row.id());
        drop(row);
        changes.incrementAndGet();
    }

    /** The new state enters an index before the old one leaves, where both have a place: a reader may see both. */
    void replace(Row before, Row after) {
        after.markReplaced(false);
        byId.put(after.id(), after);
        byStamp.replace(before, after);
        for (RowIndex index : indexes) {
            index.replace(before, after);
        }
        before.markReplaced(true);
        changes.incrementAndGet();
    }

    private void drop(Row row) {
        row.markReplaced(true);
        byStamp.rows().remove(row);
        for (RowIndex index : indexes) {
            if (index.holds(row)) {
                index.rows().remove(row);
            }
        }
    }

    void clear() {
        byId.clear();
        byStamp.rows().clear();
        indexes.forEach(index -> index.rows().clear());
        late.clear();
        changes.incrementAndGet();
    }
}
