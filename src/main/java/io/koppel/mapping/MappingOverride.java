package io.koppel.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What an operator has set for a mapping here, over what its file says; null where the file holds.
 *
 * @param enabled whether it takes part in jobs and full synchronization
 * @param onlyCoupled whether scheduled runs leave uncoupled records alone
 */
public record MappingOverride(@Nullable Boolean enabled, @Nullable Boolean onlyCoupled) {
    /** The file holds. */
    public static final MappingOverride NONE = new MappingOverride(null, null);

    /** The same with the mapping switched on or off. */
    public MappingOverride enabled(boolean on) {
        return new MappingOverride(on, onlyCoupled);
    }

    /** The same with creation by jobs allowed or not. */
    public MappingOverride onlyCoupled(boolean only) {
        return new MappingOverride(enabled, only);
    }
}
