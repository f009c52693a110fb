package io.koppel.sync;

/**
 * How a pass treats what it finds (sync-semantics.md §9).
 *
 * @param kind the word in the job log
 * @param creates whether uncoupled records are created on the other side; scheduled runs follow the mapping
 * @param matches whether uncoupled records look for a partner first
 * @param forced whether the other side is overwritten
 * @param everything whether the pass reads the whole filter instead of what changed
 */
public record PassMode(String kind, boolean creates, boolean matches, boolean forced, boolean everything) {
    /** What a job does: modified records, creation only if the mapping says so. */
    public static PassMode scheduled(boolean onlyCoupled) {
        return new PassMode("synchronization", !onlyCoupled, false, false, false);
    }

    /** Records a person chose: the chosen direction wins. */
    public static PassMode chosenRecords(boolean creates, boolean forced) {
        return new PassMode("synchronization", creates, false, forced, false);
    }

    /** Records that the opposite pass has just created go back with what their service filled in, whatever the filter says. */
    public static final PassMode WRITE_BACK = new PassMode("write-back", false, false, false, false);

    /** Couple what matches, create nothing. */
    public static final PassMode COUPLE = new PassMode("coupling", false, true, false, true);

    /** Couple what matches, then create what has no partner. */
    public static final PassMode COUPLE_AND_CREATE = new PassMode("full-synchronization", true, true, false, true);

    /** Search for coupled records that were deleted. */
    public static final PassMode SWEEP = new PassMode("sweep", false, false, false, false);

    /** Full synchronization of a mapping: everything, creating what is not coupled. */
    public static final PassMode FULL = new PassMode("full-synchronization", true, false, false, true);
}
