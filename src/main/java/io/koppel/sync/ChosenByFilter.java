package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.mapping.filter.FilterParser;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mapping's filter chooses records one by one, by their id or their number: then records outside it are not meant in any
 * case, failed ones among them (sync-semantics.md §2).
 */
final class ChosenByFilter {
    private ChosenByFilter() {}

    /** Whether the filter on the side that a pass reads does so. */
    static boolean is(Pass pass) {
        Records records = pass.runtime().records();
        Side side = pass.source();
        return side == Side.BUSINESS_CENTRAL
                ? names(
                        pass.mapping().businessCentral().filter(),
                        Set.of(records.keyColumn(side), records.labelColumn(side)))
                : names(pass.mapping().dataverse().filter(), Set.of(records.keyColumn(side)));
    }

    private static boolean names(@Nullable String filter, Set<String> keys) {
        if (filter == null || filter.isBlank()) {
            return false;
        }
        try {
            return FilterParser.conditions(filter).stream()
                    .anyMatch(condition -> keys.containsAll(condition.columns()));
        } catch (IllegalArgumentException notToBeRead) {
            return false;
        }
    }
}
