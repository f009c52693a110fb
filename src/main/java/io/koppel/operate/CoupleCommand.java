package io.koppel.operate;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks to be coupled. Records are named by id, number or name.
 *
 * @param mapping id of the mapping
 * @param businessCentralId null to have the record created in Business Central
 * @param dataverseId null to have the row created in Dataverse
 * @param createNew must be true when one of the two is left out
 * @param then what to synchronize at once: {@code none} (default), {@code to-dataverse} or {@code from-dataverse}
 * @param from the side the person starts from: business-central (default), whose record may leave the partner it has, or
 *     dataverse, where a record that is coupled already is refused
 */
public record CoupleCommand(
        String mapping,
        @Nullable String businessCentralId,
        @Nullable String dataverseId,
        @Nullable Boolean createNew,
        @Nullable String then,
        @Nullable String from) {
    /** Starting from Business Central. */
    public CoupleCommand(
            String mapping,
            @Nullable String businessCentralId,
            @Nullable String dataverseId,
            @Nullable Boolean createNew,
            @Nullable String then) {
        this(mapping, businessCentralId, dataverseId, createNew, then, null);
    }
}
