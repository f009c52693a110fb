package io.koppel.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mapping with its definition.
 *
 * @param businessCentralKey property that identifies a record
 * @param dataverseKey column that identifies a row, or the choice column
 * @param dataverseKeyType GUID, or Option where codes are coupled to options of a choice column
 * @param every time between scheduled runs as ISO 8601, null without schedule
 * @param after mappings that a full synchronization finishes first
 * @param definedAt file, line and column
 */
public record MappingDetail(
        MappingView mapping,
        String businessCentralKey,
        String dataverseKey,
        String dataverseKeyType,
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
     * @param constant the value of a row that writes one, null for others
     * @param notNull an empty value is not transferred
     * @param clearOnFailure a lookup that cannot be resolved is written empty
     */
    public record FieldView(
            @Nullable String businessCentral,
            @Nullable String dataverse,
            String direction,
            String conversion,
            @Nullable String constant,
            boolean enabled,
            boolean notNull,
            boolean clearOnFailure,
            boolean validate) {}
}
