package io.koppel.sync;

import io.koppel.odata.ErrorClass;

/** What becomes of one record in one pass (sync-semantics.md §3). */
public sealed interface Decision {
    /** Left out without being counted: not eligible, or not coupled while the pass creates nothing. */
    record Ignored(String why) implements Decision {}

    /** Read again inside the overlap, in a version that is known: not counted. */
    record SeenAgain() implements Decision {}

    /**
     * Nothing to write; counted as unchanged.
     *
     * @param echo the version is the one Koppel's own write left behind
     */
    record Unchanged(boolean echo) implements Decision {}

    /** The coupling is skipped, or a conflict strategy leaves the record to the other pass. */
    record Skipped(String why) implements Decision {}

    /** The other side's record must be read before anything can be said. */
    record NeedsTarget() implements Decision {}

    /** A record is created on the other side. */
    record Insert() implements Decision {}

    /**
     * The other side's record gets the fields that differ.
     *
     * @param forced whatever the other side changed is overwritten
     */
    record Modify(boolean forced) implements Decision {}

    /** The coupling is dropped because its other record is gone. */
    record RemoveCoupling() implements Decision {}

    /** The attempt failed before anything was written. */
    record Failed(ErrorClass errorClass, String message) implements Decision {}
}
