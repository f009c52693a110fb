package io.koppel.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values a new record gets on top of the mapped ones; they win over mapped values (table-mappings.md §3.1).
 *
 * @param side the side the new record is created on
 * @param when condition on the <em>source</em> record, or null to match always; the first match in ascending priority wins
 * @param priority lower wins
 * @param dimensions codes of dimensions and of their values that a new Business Central record gets as default dimensions
 */
public record DefaultValues(
        Side side,
        @Nullable Condition when,
        int priority,
        Map<String, Object> values,
        Map<String, String> dimensions,
        SourceLocation location) {

    /** Those of a side in the order in which they are tried. */
    public static List<DefaultValues> inOrder(List<DefaultValues> all, Side side) {
        return all.stream()
                .filter(values -> values.side() == side)
                .sorted(Comparator.comparingInt(DefaultValues::priority))
                .toList();
    }

    /** The one a new record is made with, of those that are given in the order in which they are tried. */
    public static Optional<DefaultValues> first(List<DefaultValues> ordered, Map<String, @Nullable Object> source) {
        return ordered.stream()
                .filter(values -> values.when() == null || values.when().test(source))
                .findFirst();
    }
}
