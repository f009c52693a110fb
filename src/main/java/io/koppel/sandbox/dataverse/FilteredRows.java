package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of an iterator that pass a test, found as they are asked for. */
final class FilteredRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Predicate<Row> test;
    private @Nullable Row next;

    FilteredRows(Iterator<Row> rows, Predicate<Row> test) {
        this.rows = rows;
        this.test = test;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            Row row = rows.next();
            if (test.test(row)) {
                next = row;
            }
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }
}
