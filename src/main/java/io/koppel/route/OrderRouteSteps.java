package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.order.OrderBatch;
import io.koppel.sales.order.OrderSteps;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code orders}: the steps of {@code routes/create-orders.yaml} between Camel's exchange and plain values. */
public final class OrderRouteSteps {
    private final OrderSteps steps;

    OrderRouteSteps(OrderSteps steps) {
        this.steps = steps;
    }

    /** Puts the query into the header where the OData endpoint looks for it. */
    public void submitted(Exchange exchange) {
        SalesRun run =
                CamelSalesRoutes.run(exchange, "this route creates orders; start it by its job or with koppel order");
        CamelSalesRoutes.ask(exchange, OrderSteps.query(run));
    }

    /** From a page of orders to a batch. */
    public OrderBatch take(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.take(page, run);
    }

    /** Puts the orders into Business Central's words. */
    public OrderBatch compose(@Body OrderBatch batch) {
        return steps.compose(batch);
    }

    /** Commits the ids of the new orders. */
    public OrderBatch intend(@Body OrderBatch batch) {
        return steps.intend(batch);
    }

    /** Confirms what was created. */
    public OrderBatch confirm(@Body OrderBatch batch) {
        return steps.confirm(batch);
    }

    /** Prepares what Sales is told. */
    public OrderBatch report(@Body OrderBatch batch) {
        return steps.report(batch);
    }

    /** Confirms what Sales took note of. */
    public OrderBatch finish(@Body OrderBatch batch) {
        return steps.finish(batch);
    }
}
