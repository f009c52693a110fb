package io.koppel.sync;

import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which stamp a pass may move its watermark to while several batches are in flight: the one below which every batch is
 * confirmed (promises.md P6). Batches must be registered in the order in which they were read, which is the order of their
 * stamps.
 */
public final class WatermarkTracker {
    private final TreeMap<Long, Long> open = new TreeMap<>();
    private final TreeMap<Long, Long> confirmedAhead = new TreeMap<>();
    private long next;
    private long reached;
    private long ceiling = Long.MAX_VALUE;
    private boolean heldBack;

    /** Nothing later than this is ever reached: the start of the pass by the server's clock. */
    public synchronized void clampTo(long serverTime) {
        ceiling = Math.min(ceiling, serverTime);
    }

    /** Registers the next batch; {@code lastStamp} is the latest stamp in it. */
    public synchronized long register(long lastStamp) {
        long sequence = next++;
        open.put(sequence, lastStamp);
        return sequence;
    }

    /** Confirms a batch and answers the stamp now reached, empty if it did not move. */
    public synchronized OptionalLong confirm(long sequence) {
        Long stamp = open.remove(sequence);
        if (stamp == null) {
            return OptionalLong.empty();
        }
        confirmedAhead.put(sequence, stamp);
        long before = reached;
        long firstOpen = open.isEmpty() ? Long.MAX_VALUE : open.firstKey();
        while (!confirmedAhead.isEmpty() && confirmedAhead.firstKey() < firstOpen) {
            reached = Math.max(reached, confirmedAhead.pollFirstEntry().getValue());
        }
        long clamped = Math.min(reached, ceiling);
        return clamped > Math.min(before, ceiling) ? OptionalLong.of(clamped) : OptionalLong.empty();
    }

    /** Says that a record was left to somebody else, so that the pass did not see everything up to its start. */
    synchronized void holdBack() {
        heldBack = true;
    }

    /**
     * The stamp reached when everything was read and confirmed: the start of the pass, because whatever is changed later has
     * a later stamp; else a quiet table would be read again from its last change on by every pass. Empty where the service
     * did not tell its time, or something is left open.
     */
    public synchronized OptionalLong end() {
        return !open.isEmpty() || heldBack || ceiling == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(ceiling);
    }

    /** The stamp reached so far, 0 if none. */
    public synchronized long reached() {
        return Math.min(reached, ceiling);
    }
}
