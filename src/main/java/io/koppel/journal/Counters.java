package io.koppel.journal;

/**
 * Records by outcome in one pass (sync-semantics.md §7).
 *
 * @param modified updates, forced ones included
 */
public record Counters(
        long inserted,
        long modified,
        long deleted,
        long unchanged,
        long skipped,
        long failed,
        long coupled,
        long uncoupled) {
    /** Nothing happened. */
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Counters plus(Counters other) {
        return new Counters(
                inserted + other.inserted,
                modified + other.modified,
                deleted + other.deleted,
                unchanged + other.unchanged,
                skipped + other.skipped,
                failed + other.failed,
                coupled + other.coupled,
                uncoupled + other.uncoupled);
    }

    /** What keeps a job awake: inserted, modified, deleted and failed (sync-semantics.md §8). */
    public long activity() {
        return inserted + modified + deleted + failed;
    }

    /** Every record the pass looked at. */
    public long total() {
        return inserted + modified + deleted + unchanged + skipped + failed;
    }
}
