package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.timeline.PostBatch;
import io.koppel.sales.timeline.StatusSet;
import io.koppel.sales.timeline.TimelineSteps;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code timeline}: the steps of {@code routes/order-status.yaml} between Camel's exchange and plain values. */
public final class TimelineRouteSteps {
    private final TimelineSteps steps;

    TimelineRouteSteps(TimelineSteps steps) {
        this.steps = steps;
    }

    /** Asks for orders that changed. */
    public void orders(Exchange exchange) {
        ask(exchange, StatusSet.ORDERS);
    }

    /** Asks for shipments that were posted. */
    public void shipments(Exchange exchange) {
        ask(exchange, StatusSet.SHIPMENTS);
    }

    /** Asks for invoices that were posted. */
    public void invoices(Exchange exchange) {
        ask(exchange, StatusSet.INVOICES);
    }

    private void ask(Exchange exchange, StatusSet set) {
        CamelSalesRoutes.ask(exchange, steps.query(set));
    }

    /** Notes orders that were released. */
    public void noteOrders(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatusSet.ORDERS, page, run);
    }

    /** Notes shipments of orders. */
    public void noteShipments(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatusSet.SHIPMENTS, page, run);
    }

    /** Notes invoices of orders. */
    public void noteInvoices(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(StatusSet.INVOICES, page, run);
    }

    /** What is still to be told, in batches. */
    public List<PostBatch> waiting(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.waiting(run);
    }

    /** Confirms what was told. */
    public PostBatch confirm(@Body PostBatch batch) {
        return steps.confirm(batch);
    }
}
