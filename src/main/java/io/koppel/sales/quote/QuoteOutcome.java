package io.koppel.sales.quote;

import java.util.UUID;

/** What a won quote comes to, by the order that was made of it (sales-documents.md §3.4). */
sealed interface QuoteOutcome {
    /**
     * The order was in Business Central before: it gets the quote's number, and the quote is archived. An order that has the number
     * got it with its creation, which archived the quote, too.
     *
     * @param versionsBefore archived versions before the archiving, as they were when it was first thought of
     * @param begun whether an earlier run may have begun with that
     */
    record OrderThere(UUID order, int versionsBefore, boolean begun) implements QuoteOutcome {}

    /** The order was submitted and has been created now, which gave it the number and archived the quote. */
    record OrderCreated(UUID order) implements QuoteOutcome {}

    /** The order is not submitted yet: the quote is released, and the order's creation does the rest. */
    record OrderToCome() implements QuoteOutcome {}
}
