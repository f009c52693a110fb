package io.koppel.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks to be synchronized.
 *
 * @param direction null for the directions of the mapping
 * @param businessCentralIds SystemIds, numbers or names of records; with {@code dataverseIds} empty too, everything modified
 * @param dataverseIds primary ids, or the numbers or names of rows
 * @param force writes also where the target was changed since, as a person who says so wants it
 * @param sweep searches for coupled records that were deleted, instead of synchronizing
 * @param confirm says that it is meant, however many records are changed
 */
public record SynchronizeCommand(
        @Nullable String direction,
        @Nullable List<String> businessCentralIds,
        @Nullable List<String> dataverseIds,
        @Nullable Boolean force,
        @Nullable Boolean sweep,
        @Nullable Boolean confirm) {
    /** Without search for deleted records and confirmation. */
    public SynchronizeCommand(
            @Nullable String direction,
            @Nullable List<String> businessCentralIds,
            @Nullable List<String> dataverseIds,
            @Nullable Boolean force) {
        this(direction, businessCentralIds, dataverseIds, force, null, null);
    }

    /** Everything modified, in the mapping's directions. */
    public static final SynchronizeCommand MODIFIED = new SynchronizeCommand(null, null, null, null, null, null);
}
