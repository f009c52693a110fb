package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.quote.QuoteBatch;
import io.koppel.sales.quote.QuoteSteps;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code quotes}: the steps of {@code routes/quote.yaml} between Camel's exchange and plain values. */
public final class QuoteRouteSteps {
    private final QuoteSteps steps;

    QuoteRouteSteps(QuoteSteps steps) {
        this.steps = steps;
    }

    /** Puts the query into the header where the OData endpoint looks for it. */
    public void due(Exchange exchange) {
        SalesRun run =
                CamelSalesRoutes.run(exchange, "this route processes quotes; start it by its job or with koppel quote");
        CamelSalesRoutes.ask(exchange, steps.query(run));
    }

    /** From a page of quotes to a batch. */
    public QuoteBatch take(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.take(page, run);
    }

    /** Puts the quotes into Business Central's words. */
    public QuoteBatch compose(@Body QuoteBatch batch) {
        return steps.compose(batch);
    }

    /** Commits which documents the quotes will have. */
    public QuoteBatch intend(@Body QuoteBatch batch) {
        return steps.intend(batch);
    }

    /** Confirms what was written. */
    public QuoteBatch confirm(@Body QuoteBatch batch) {
        return steps.confirm(batch);
    }

    /** Looks what became of won quotes. */
    public QuoteBatch won(@Body QuoteBatch batch) {
        return steps.won(batch);
    }

    /** Confirms what was finished. */
    public QuoteBatch finish(@Body QuoteBatch batch) {
        return steps.finish(batch);
    }
}
