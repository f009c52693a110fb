package io.koppel.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The tables of one service, with what all of them share: one writer at a time, one version counter, one clock. */
public final class Database {
    private final Side side;
    private final SandboxClock clock;
    private final Journal journal;
    private final Supplier<UUID> ids;
    private final List<Table> tables = new ArrayList<>();
    private final ReentrantLock writer = new ReentrantLock();
    private long version = 1_000_000;

    public Database(Side side, SandboxClock clock, Journal journal, Supplier<UUID> ids) {
        this.side = side;
        this.clock = clock;
        this.journal = journal;
        this.ids = ids;
    }

    public Table add(Table table) {
        tables.add(table);
        return table;
    }

    public Side side() {
        return side;
    }

    public Instant now() {
        return clock.now(side);
    }

    /** An id for a record whose client chose none. */
    public UUID newId() {
        return ids.get();
    }

    /** Begins a transaction and waits until no other is open; it must be closed. */
    public Transaction begin(Author author) {
        writer.lock();
        publishLateRows();
        return new Transaction(this, author);
    }

    /** Makes late writes visible whose time has come; before every read. */
    public void publishLateRows() {
        for (Table table : tables) {
            if (table.late().any()) {
                writer.lock();
                try {
                    table.late().publish(table, now());
                } finally {
                    writer.unlock();
                }
            }
        }
    }

    /** Rises with each change in any table, after readers see it. */
    public long changes() {
        long changes = 0;
        for (Table table : tables) {
            changes += table.changes();
        }
        return changes;
    }

    /** Empties all tables. */
    public void clear() {
        writer.lock();
        try {
            tables.forEach(Table::clear);
        } finally {
            writer.unlock();
        }
    }

    /** The newest version given to a row. */
    public long version() {
        return version;
    }

    long nextVersion() {
        return ++version;
    }

    Journal journal() {
        return journal;
    }

    void end() {
        writer.unlock();
    }
}
