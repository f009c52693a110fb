package io.koppel.operate;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.quote.ProcessedQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Active and won quotes of Sales: how they stand, and processing one now (sales-documents.md §3.1). */
public final class QuoteOperations {
    /** States a quote can be listed by. */
    public static final List<String> STATES = List.of("waiting", "intended", "refused", "created", "settled");

    private static final int READ_AT_ONCE = 500;

    private final SalesSettings settings;
    private final ProcessedQuotes quotes;

    public QuoteOperations(SalesSettings settings, ProcessedQuotes quotes) {
        this.settings = settings;
        this.quotes = quotes;
    }

    /**
     * Active and won quotes by number, as Sales shows them now; those in a state only, if one is named.
     *
     * @throws OperationException if documents of Sales are not integrated, or the state is not known
     */
    public Listing<QuoteView> list(@Nullable String state, @Nullable String after, int limit) {
        require();
        if (state != null && !STATES.contains(state)) {
            throw OperationException.invalid(
                    "there is no state '" + state + "'; expected " + String.join(", ", STATES));
        }
        List<QuoteView> found = new ArrayList<>();
        // Sales does not know the state, so its list is read on until the page is full.
        int atOnce = state == null ? limit + 1 : Math.max(limit + 1, READ_AT_ONCE);
        String behind = after;
        boolean more = true;
        while (more && found.size() <= limit) {
            List<ProcessedQuotes.View> read = quotes.list(behind, atOnce);
            read.stream()
                    .map(QuoteView::of)
                    .filter(row -> state == null || row.state().equals(state))
                    .forEach(found::add);
            more = read.size() == atOnce;
            behind = read.isEmpty() ? behind : read.get(read.size() - 1).number();
        }
        return Listing.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, QuoteView::number);
    }

    /**
     * Processes a quote; one about which everything is done is answered as it is.
     *
     * @param quote its {@code quoteid}, or the number of an active or won quote
     * @throws OperationException with the cause if it has no document in Business Central
     */
    public ProcessedQuote process(String quote, String startedBy) {
        require();
        UUID named = NamedDocument.id("quote", quote, quotes::numbered);
        ProcessedQuotes.Outcome outcome;
        try {
            outcome = quotes.process(named, startedBy);
        } catch (IllegalStateException e) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(e.getMessage()));
        }
        UUID id = outcome.businessCentralId();
        if (id == null) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(outcome.message()));
        }
        return new ProcessedQuote(outcome.number(), id, outcome.processed(), outcome.message());
    }

    public boolean integrated() {
        return settings.orders() != OrderModel.NONE;
    }

    private void require() {
        if (!integrated()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "documents of Sales are not integrated; set koppel.sales.orders and start anew");
        }
    }
}
