package io.koppel.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mapping with its definition.
 *
 * @param every time between scheduled runs as ISO 8601, null without schedule
 * @param after mappings that a full synchronization finishes first
 * @param definedAt file, line and column
 */
public record MappingDetail(
        MappingView mapping,
        @Nullable String businessCentralFilter,
        @Nullable String dataverseFilter,
        @Nullable String every,
        List<String> after,
        List<String> rules,
        List<FieldView> fields,
        String definedAt) {

    /**
     * One field row.
     *
     * @param conversion what happens to the value, in words
     */
    public record FieldView(
            @Nullable String businessCentral,
            @Nullable String dataverse,
            String direction,
            String conversion,
            boolean enabled) {}
}
