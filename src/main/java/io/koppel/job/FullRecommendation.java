package io.koppel.job;

import io.koppel.mapping.Direction;

/** What is recommended for a mapping, from what both sides hold. Plain values in and out (sync-semantics.md §11). */
public final class FullRecommendation {
    private FullRecommendation() {}

    /** @param action what to do @param because why, for people */
    public record Recommended(FullAction action, String because) {}

    /**
     * Recommends.
     *
     * @param businessCentral whether Business Central has records of the table, whatever the filter
     * @param dataverse whether Dataverse has rows that could be their partners
     * @param choice whether the mapping couples codes with choices
     * @param matches whether the mapping has fields to match by
     */
    public static Recommended of(
            boolean businessCentral, boolean dataverse, Direction direction, boolean choice, boolean matches) {
        if (direction == Direction.FROM_DATAVERSE) {
            return new Recommended(FullAction.FULL, "the mapping fetches from Dataverse only");
        }
        if (!businessCentral && !dataverse) {
            return new Recommended(FullAction.NONE, "there are no records on either side");
        }
        if (choice) {
            return businessCentral
                    ? new Recommended(FullAction.COUPLE, "codes are coupled with choices of the same label")
                    : new Recommended(FullAction.NONE, "there are no codes in Business Central");
        }
        if (businessCentral && dataverse) {
            return new Recommended(
                    FullAction.COUPLE,
                    matches
                            ? "both sides have records; couple what matches before anything is created"
                            : "both sides have records, and the mapping has no fields to match by: add them, or couple by hand");
        }
        return new Recommended(
                FullAction.FULL, (businessCentral ? "Dataverse" : "Business Central") + " has no records yet");
    }
}
