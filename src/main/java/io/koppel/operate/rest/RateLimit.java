package io.koppel.operate.rest;

import java.util.function.LongSupplier;

/** So many requests a second and no more; what is not used does not add up. */
final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final int most;
    private final LongSupplier nanoseconds;
    private long second;
    private int used;

    RateLimit(int most, LongSupplier nanoseconds) {
        this.most = most;
        this.nanoseconds = nanoseconds;
    }

    /** Whether one request more is let in now. */
    synchronized boolean admits() {
        long now = Math.floorDiv(nanoseconds.getAsLong(), SECOND);
        if (now != second) {
            second = now;
            used = 0;
        }
        if (used >= most) {
            return false;
        }
        used++;
        return true;
    }
}
