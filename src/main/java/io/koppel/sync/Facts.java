package io.koppel.sync;

import io.koppel.mapping.Conflicts;

/**
 * What a decision about one record depends on, as plain values.
 *
 * @param coupled whether there is a coupling
 * @param pending the coupling's create in this direction was never confirmed
 * @param skipped the coupling is skipped
 * @param failedBefore the last attempt in this direction failed
 * @param sameVersion the source has exactly the version both sides last agreed on
 * @param seenBefore the version was known, or the record skipped, and it lies at or below the watermark
 * @param sourceSame the mapped values of the source equal the base
 * @param target whether the other record was read and exists
 * @param forced a person or a full synchronization asks to write whatever the other side holds
 * @param recheck something the record's own version does not tell has changed
 * @param creates the pass may create records
 */
public record Facts(
        boolean coupled,
        boolean pending,
        boolean skipped,
        boolean failedBefore,
        boolean sameVersion,
        boolean seenBefore,
        boolean sourceSame,
        Target target,
        boolean forced,
        boolean recheck,
        boolean creates,
        Conflicts.Deletion deletion) {

    /** What is known of the record on the other side. */
    public enum Target {
        NOT_READ,
        PRESENT,
        ABSENT
    }
}
