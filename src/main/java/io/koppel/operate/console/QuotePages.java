package io.koppel.operate.console;

import io.koppel.operate.Listing;
import io.koppel.operate.Operations;
import io.koppel.operate.ProcessedQuote;
import io.koppel.operate.QuoteOperations;
import io.koppel.operate.QuoteView;
import java.util.ArrayList;
import java.util.List;

/** Active and won quotes of Sales: how they stand, and processing one now (sales-documents.md §3.1). */
final class QuotePages implements Section {
    private static final String QUOTES = "/quotes";
    private static final String ALL = "all";
    private static final int ROWS = 50;

    private final Operations operations;

    QuotePages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry(QUOTES, "Quotes", "quotes", this::quotes));
    }

    @Override
    public List<Act> acts() {
        return List.of(Act.operator(
                "/console/quotes/:quote/process",
                "processQuote",
                ask -> processed(operations.sales().quotes().process(ask.path("quote"), ask.person()))));
    }

    private static Outcome processed(ProcessedQuote quote) {
        return new Outcome(
                QUOTES,
                "Quote " + quote.number()
                        + (quote.processed() ? " was processed." : ": everything had been done before."));
    }

    /** Without integration the page says how to switch it on. */
    private Model quotes(Ask ask) {
        boolean integrated = operations.sales().quotes().integrated();
        String state = ask.query("state", ALL);
        Listing<QuoteView> rows = integrated
                ? operations.sales().quotes().list(state.equals(ALL) ? null : state, ask.query("after"), ROWS)
                : new Listing<>(List.of(), null);
        return Model.titled("Quotes")
                .with("integrated", integrated)
                .with("states", states())
                .with("state", state)
                .with("listing", state.equals(ALL) ? "koppel quote" : "koppel quote --state " + state)
                .with("rows", rows.value())
                .with("next", rows.next())
                .with("address", Ask.address(QUOTES, "state", state));
    }

    private static List<String> states() {
        List<String> states = new ArrayList<>(List.of(ALL));
        states.addAll(QuoteOperations.STATES);
        return states;
    }
}
