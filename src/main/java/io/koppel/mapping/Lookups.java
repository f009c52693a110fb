package io.koppel.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Answers what a reference on one side is on the other, from couplings. A transfer asks row by row; whoever implements this
 * fetches the answers of a whole batch beforehand ({@link FieldTransfer#references}).
 */
public interface Lookups {

    /** What became of a reference. */
    sealed interface Answer {
        /**
         * The partner on the other side.
         *
         * @param id id, or the number or code where the Business Central field holds that, or a choice integer as text
         * @param entitySet Dataverse set to bind to; null where the partner is in Business Central or is a choice
         */
        record Partner(String id, @Nullable String entitySet) implements Answer {}

        /**
         * There is no partner.
         *
         * @param label what people call the record that is not coupled; blank if unknown
         */
        record NotCoupled(String label) implements Answer {}

        /** The partner is "nothing", as for the local currency in Business Central. */
        record Blank() implements Answer {}

        /**
         * The partner cannot be given, whatever is coupled.
         *
         * @param why what was expected and what to do
         */
        record Refused(String why) implements Answer {}
    }

    /**
     * The partner of a coupled record.
     *
     * @param mappings mappings to look in, in order; the first that knows the record wins
     * @param from side the reference comes from
     * @param reference id in lower case, or number where {@code byNumber}; never blank
     * @param byNumber whether the Business Central end of the row holds a number or code: {@code reference} is one if
     *     {@code from} is Business Central, and {@link Answer.Partner#id} must be one otherwise
     */
    Answer coupled(java.util.List<String> mappings, Side from, String reference, boolean byNumber);

    /**
     * The option of a code, or the code of an option.
     *
     * @param reference BC id or code, or the choice integer in decimal notation; never blank
     */
    Answer option(String mapping, Side from, String reference, boolean byNumber);

    /**
     * The partner of a currency (table-mappings.md §8.2).
     *
     * @param reference as in {@link #coupled}; blank from Business Central asks for the row of the local currency
     */
    Answer currency(String mapping, Side from, String reference, boolean byNumber);
}
