package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.availability.AvailabilitySteps;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code availability}: the steps of {@code routes/item-availability.yaml}. */
public final class AvailabilityRouteSteps {
    private final AvailabilitySteps steps;

    AvailabilityRouteSteps(AvailabilitySteps steps) {
        this.steps = steps;
    }

    /** Asks what moved. */
    public void moved(Exchange exchange) {
        CamelSalesRoutes.ask(exchange, steps.query());
    }

    /** Notes which items moved. */
    public void note(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.note(page, run);
    }

    /** Sends their quantities. */
    public void synchronize(@ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        steps.synchronize(run);
    }
}
