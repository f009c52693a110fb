package io.koppel.sync;

import io.koppel.journal.Counters;
import java.util.concurrent.atomic.AtomicLong;

/** What a pass has counted so far; for progress while it runs. The job log holds the confirmed truth. */
public final class PassCounters {
    private Counters counters = Counters.ZERO;
    private final AtomicLong looked = new AtomicLong();
    private final AtomicLong total = new AtomicLong(-1);

    synchronized void add(Counters more, int records) {
        counters = counters.plus(more);
        looked.addAndGet(records);
    }

    void total(long records) {
        total.set(records);
    }

    /** Counted outcomes. */
    public synchronized Counters counters() {
        return counters;
    }

    /** Records that went through, counted or not. */
    public long looked() {
        return looked.get();
    }

    /** Records the pass expects to look at, negative if unknown. */
    public long total() {
        return total.get();
    }
}
