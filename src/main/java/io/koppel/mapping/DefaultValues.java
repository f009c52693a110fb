package io.koppel.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values a new record gets on top of the mapped ones; they win over mapped values (table-mappings.md §3.1).
 *
 * @param side the side the new record is created on
 * @param when condition on the <em>source</em> record, or null to match always; the first match in ascending priority wins
 * @param priority lower wins
 */
public record DefaultValues(
        Side side, @Nullable Condition when, int priority, Map<String, Object> values, SourceLocation location) {}
