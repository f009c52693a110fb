package io.koppel.mapping;

import java.util.List;

/**
 * Fields that together identify a partner in match-based coupling (sync-semantics.md §10).
 *
 * @param priority groups are tried in ascending order
 * @param fields the pairs that must be equal
 */
public record MatchGroup(int priority, List<MatchField> fields) {
    /** One pair of fields; {@code caseSensitive} false compares without regard to case. */
    public record MatchField(String businessCentral, String dataverse, boolean caseSensitive) {
        /** The field's name on {@code side}. */
        public String on(Side side) {
            return side == Side.BUSINESS_CENTRAL ? businessCentral : dataverse;
        }
    }
}
