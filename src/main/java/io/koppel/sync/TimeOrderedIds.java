package io.koppel.sync;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Ids for new records: random, but ascending in time, so that both the store's and the service's indexes grow at their end.
 */
public final class TimeOrderedIds {
    private final SplittableRandom random;
    private long lastMilliseconds;
    private int counter;

    public TimeOrderedIds(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next id (version 7 layout of RFC 9562). */
    public synchronized UUID next(long milliseconds) {
        if (milliseconds <= lastMilliseconds) {
            counter++;
            if (counter > 0xFFF) {
                counter = 0;
                lastMilliseconds++;
            }
        } else {
            lastMilliseconds = milliseconds;
            counter = 0;
        }
        long most = (lastMilliseconds << 16) | 0x7000L | counter;
        long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
