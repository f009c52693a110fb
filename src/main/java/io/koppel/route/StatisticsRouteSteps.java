package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.statistics.PaidInvoices;
import io.koppel.sales.statistics.PartedBatch;
import io.koppel.sales.statistics.StatisticsBatch;
import io.koppel.sales.statistics.StatisticsSet;
import io.koppel.sales.statistics.StatisticsSteps;
import io.koppel.sales.statistics.VanishedCustomers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code statistics}: the steps of {@code routes/customer-statistics.yaml} between Camel's exchange and plain values. */
public final class StatisticsRouteSteps {
    private final StatisticsSteps steps;
    private final PaidInvoices paid;

    StatisticsRouteSteps(StatisticsSteps steps, PaidInvoices paid) {
        this.steps = steps;
        this.paid = paid;
    }

    /** Whether the run looks for customers whose figures have moved. */
    public boolean searches(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return run.documents().isEmpty();
    }

    /** Asks for entries of the customers' ledger. */
    public void ledger(Exchange exchange) {
        ask(exchange, steps.query(StatisticsSet.LEDGER));
    }

    /** Asks for lines of orders. */
    public void orderLines(Exchange exchange) {
        ask(exchange, steps.query(StatisticsSet.ORDER_LINES));
    }

    /** Asks for drafts of invoices. */
    public void draftInvoices(Exchange exchange) {
        ask(exchange, steps.query(StatisticsSet.DRAFT_INVOICES));
    }

    private static void ask(Exchange exchange, Map<String, String> query) {
        exchange.getMessage().setHeader(OrderRouteSteps.QUERY, query);
        exchange.getMessage().setBody(null);
    }

    /** Notes whose ledger has moved. */
    public void noteLedger(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatisticsSet.LEDGER, page, run);
    }

    /** Notes whose orders have moved. */
    public void noteOrderLines(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatisticsSet.ORDER_LINES, page, run);
    }

    /** Notes whose drafts have moved. */
    public void noteDraftInvoices(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatisticsSet.DRAFT_INVOICES, page, run);
    }

    /** Figures of accounts that are coupled no more. */
    public PartedBatch parted(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.parted(run);
    }

    /** Confirms what was deleted. */
    public void confirmParted(@Body PartedBatch batch) {
        steps.confirmParted(batch);
    }

    /** Customers to look at, in batches. */
    public List<List<UUID>> customers(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.customers(run);
    }

    /** Asks for the figures of a batch of customers. */
    public void figures(@Body List<UUID> customers, Exchange exchange) {
        SalesRun run = Objects.requireNonNull(exchange.getProperty(CamelSalesRoutes.RUN, SalesRun.class));
        ask(exchange, steps.figures(customers, run));
    }

    /** From a page of figures to what is to be written. */
    public StatisticsBatch take(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.take(page, run);
    }

    /** Confirms what was written. */
    public StatisticsBatch confirm(@Body StatisticsBatch batch) {
        return steps.confirm(batch);
    }

    /** Customers that Business Central has no more. */
    public VanishedCustomers vanished(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.vanished(run);
    }

    /** Remembers how far the run has looked. */
    public void done(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.done(run);
    }

    /** Asks for new entries of the customers' ledger. */
    public void payments(Exchange exchange) {
        SalesRun run = Objects.requireNonNull(
                exchange.getProperty(CamelSalesRoutes.RUN, SalesRun.class),
                "this route brings payments; start it by its job or with koppel statistics");
        ask(exchange, paid.query(run));
    }

    /** Notes which invoices they are about. */
    public void notePayments(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        paid.note(page, run);
    }

    /** Brings the states of those invoices to Sales. */
    public void invoices(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        paid.synchronize(run);
    }
}
