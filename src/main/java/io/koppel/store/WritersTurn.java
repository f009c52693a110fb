package io.koppel.store;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write. A thread that has it may take it again, for a second connection; it is free when it was given back as
 * often. Whoever closes a connection gives its turn back, in whatever thread.
 */
final class WritersTurn {
    private final Semaphore free = new Semaphore(1, true);
    private final Duration longest;

    private @Nullable Thread holder;
    private int taken;

    /** Waits no longer than that: whoever has the turn so long waits for somebody who wants it. */
    WritersTurn(Duration longest) {
        this.longest = longest;
    }

    /**
     * Waits until nobody else has the turn.
     *
     * @throws SQLTimeoutException if somebody keeps it too long
     */
    void take() throws SQLException {
        if (takeAgain()) {
            return;
        }
        try {
            if (!free.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTimeoutException("waited " + longest.toSeconds() + " seconds to write, while "
                        + holderName() + " held a transaction open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting to write", e);
        }
        begin();
    }

    /** Ends one taking of the turn. */
    synchronized void giveBack() {
        if (--taken == 0) {
            holder = null;
            free.release();
        }
    }

    /** Whether this thread has the turn. */
    synchronized boolean isMine() {
        return Thread.currentThread().equals(holder);
    }

    private synchronized boolean takeAgain() {
        if (!isMine()) {
            return false;
        }
        taken++;
        return true;
    }

    private synchronized void begin() {
        holder = Thread.currentThread();
        taken = 1;
    }

    private synchronized String holderName() {
        return holder == null ? "another thread" : holder.getName();
    }
}
