package io.koppel.mapping;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a mapping from doing harm or being stuck.
 *
 * @param autoRelease whether a skipped record is tried again by itself once it, a record it refers to or the mapping changed
 * @param massChangePercent part of the couplings that a run may change without being asked; null for the setting
 * @param massChangeMinimum number of records that a run may always change; null for the setting
 * @param sweepEvery how often couplings are searched for deleted records; null for the setting
 * @param inPlan whether the plan of a full synchronization has a line for it (sync-semantics.md §11)
 */
public record Precautions(
        boolean autoRelease,
        @Nullable Integer massChangePercent,
        @Nullable Integer massChangeMinimum,
        @Nullable Duration sweepEvery,
        boolean inPlan) {
    /** Everything as the settings say. */
    public static final Precautions DEFAULTS = new Precautions(true, null, null, null, true);
}
