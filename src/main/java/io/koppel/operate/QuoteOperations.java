package io.koppel.operate;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.quote.ProcessedQuotes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Active and won quotes of Sales: how they stand, and processing one now (sales-documents.md §3.1). */
public final class QuoteOperations {
    private final SalesSettings settings;
    private final ProcessedQuotes quotes;

    public QuoteOperations(SalesSettings settings, ProcessedQuotes quotes) {
        this.settings = settings;
        this.quotes = quotes;
    }

    /**
     * Active and won quotes by number, as Sales shows them now; those in a state only, if one is named.
     *
     * @throws OperationException if documents of Sales are not integrated
     */
    public Listing<QuoteView> list(@Nullable String state, @Nullable String after, int limit) {
        require();
        List<QuoteView> rows =
                quotes.list(after, limit + 1).stream().map(QuoteView::of).toList();
        Listing<QuoteView> page = Listing.of(rows, limit, QuoteView::number);
        return state == null
                ? page
                : new Listing<>(
                        page.value().stream()
                                .filter(row -> row.state().equals(state))
                                .toList(),
                        page.next());
    }

    /**
     * Processes a quote; one about which everything is done is answered as it is.
     *
     * @throws OperationException with the cause if it has no document in Business Central
     */
    public ProcessedQuote process(String quoteid, String startedBy) {
        require();
        ProcessedQuotes.Outcome outcome;
        try {
            outcome = quotes.process(id(quoteid), startedBy);
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

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw OperationException.notFound("there is no quote '" + text + "'; name it by its quoteid");
        }
    }
}
