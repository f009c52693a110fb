package io.koppel.sandbox.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes that stay or go together. Rows are changed at once and put back on {@link #rollback}; the journal hears of
 * them on {@link #commit}. Closing without commit rolls back.
 */
public final class Transaction implements AutoCloseable {
    private final Database database;
    private final Author author;
    private final List<Runnable> undo = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Instant now;
    private boolean open = true;

    Transaction(Database database, Author author) {
        this.database = database;
        this.author = author;
        this.now = database.now();
    }

    public Author author() {
        return author;
    }

    /** The service's time at which all writes of this transaction happen. */
    public Instant now() {
        return now;
    }

    /** A place to roll back to. */
    public record Savepoint(int writes, int entries) {}

    public Savepoint savepoint() {
        return new Savepoint(undo.size(), entries.size());
    }

    /**
     * Stores a new row.
     *
     * @param precision what stamps are cut to: milliseconds or seconds
     */
    public Row insert(Table table, RowDraft draft, ChronoUnit precision) {
        Row row = draft.build(database.nextVersion(), now.truncatedTo(precision));
        return store(table, null, row);
    }

    /**
     * Stores the next state of a row, with a new version and, where stamps are in milliseconds, a stamp strictly after
     * the last one even if the clock went back. Changes that readers do not see yet stay.
     *
     * @param read the state the draft was made of, perhaps as readers see it
     */
    public Row update(Table table, Row read, RowDraft changed, ChronoUnit precision) {
        Row before = read;
        RowDraft draft = changed;
        Row newest = table.findForWrite(read.id());
        if (newest != null && newest != read) {
            before = newest;
            draft = newest.edit(table.schema());
            for (RowDraft.Change change : changed.changesSince(read)) {
                draft.set(change.column(), change.after());
            }
        }
        Instant stamp = now.truncatedTo(precision);
        if (precision == ChronoUnit.MILLIS && !stamp.isAfter(before.modifiedAt())) {
            stamp = before.modifiedAt().plusMillis(1);
        }
        return store(table, before, draft.build(database.nextVersion(), stamp));
    }

    public void delete(Table table, Row row) {
        Row visible = table.find(row.id());
        Row pending = table.late().find(row.id());
        if (pending != null) {
            table.late().forget(row.id());
            undo.add(() -> table.late().put(pending, now));
        }
        if (visible != null) {
            table.remove(visible);
            undo.add(() -> table.add(visible));
        }
    }

    /** Notes a change for the journal. */
    public void note(JournalEntry entry) {
        if (author.journaled()) {
            entries.add(entry);
        }
    }

    private Row store(Table table, @Nullable Row before, Row after) {
        if (!author.lateBy().isZero() || isLate(table, before)) {
            Row hidden = table.late().put(after, now.plus(author.lateBy()));
            undo.add(() -> {
                if (hidden == null) {
                    table.late().forget(after.id());
                } else {
                    table.late().put(hidden, now);
                }
            });
        } else if (before == null) {
            table.add(after);
            undo.add(() -> table.remove(after));
        } else {
            table.replace(before, after);
            undo.add(() -> {
                before.markReplaced(false);
                table.replace(after, before);
            });
        }
        return after;
    }

    /** A row whose last write is not visible yet stays so, until that write's time has come. */
    private static boolean isLate(Table table, @Nullable Row before) {
        return before != null && table.late().find(before.id()) != null;
    }

    public void rollback(Savepoint to) {
        while (undo.size() > to.writes()) {
            undo.remove(undo.size() - 1).run();
        }
        while (entries.size() > to.entries()) {
            entries.remove(entries.size() - 1);
        }
    }

    public void commit() {
        for (JournalEntry entry : entries) {
            database.journal().append(now, entry);
        }
        undo.clear();
        entries.clear();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            rollback(new Savepoint(0, 0));
            database.end();
        }
    }
}
