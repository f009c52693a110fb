package io.koppel.sales.quote;

import io.koppel.odata.Page;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.SalesRun;
import io.koppel.sync.Engine;
import java.util.Map;

/** The steps of {@code routes/quote.yaml}, in their order. */
public final class QuoteSteps {
    private final QuoteIntake intake;
    private final QuoteComposition composition;
    private final QuoteIntents intents;
    private final QuoteWriting writing = new QuoteWriting();
    private final QuoteConfirmation confirmation;
    private final QuoteCompletion completion;
    private final WonQuotes won;
    private final WonQuoteWriting wonWriting = new WonQuoteWriting();
    private final QuoteFinish finish;

    /** @param orders takes over the orders that were made of won quotes */
    public QuoteSteps(Engine engine, DocumentLedger ledger, DocumentClaims claims, OrderTaking orders) {
        QuoteArchives archives =
                new QuoteArchives(engine.database(), engine.company().name());
        this.intake = new QuoteIntake(engine, ledger, claims);
        this.composition = new QuoteComposition(engine, archives);
        this.intents = new QuoteIntents(engine, ledger, archives);
        this.confirmation = new QuoteConfirmation(engine, ledger);
        this.completion = new QuoteCompletion(engine);
        this.won = new WonQuotes(engine, ledger, archives, orders);
        this.finish = new QuoteFinish(engine, ledger);
    }

    /** Query options of the read that starts the route. */
    public Map<String, String> query(SalesRun run) {
        return QuoteQuery.of(run);
    }

    /** From a page of quotes to a batch of those about which something is to be done. */
    public QuoteBatch take(Page page, SalesRun run) {
        return intake.take(page, run);
    }

    /** Reads what they need and puts them into Business Central's words. */
    public QuoteBatch compose(QuoteBatch batch) {
        return composition.compose(batch);
    }

    /** Commits which documents the quotes will have; next comes Business Central. */
    public QuoteBatch intend(QuoteBatch batch) {
        intents.open(batch);
        batch.next(writing::send);
        return batch;
    }

    /** Confirms what was written and refused; next comes Business Central, for what needs the lines. */
    public QuoteBatch confirm(QuoteBatch batch) {
        confirmation.confirm(batch);
        batch.next(completion::send);
        return batch;
    }

    /** Looks what became of won quotes; next comes Business Central, for what follows. */
    public QuoteBatch won(QuoteBatch batch) {
        batch.open().forEach(QuoteItem::completed);
        won.look(batch);
        batch.next(wonWriting::send);
        return batch;
    }

    /** Confirms what was finished, and lets the quotes go. */
    public QuoteBatch finish(QuoteBatch batch) {
        return finish.finish(batch);
    }
}
