package io.koppel.route;

import io.koppel.sales.SalesRoutes;
import io.koppel.sales.SalesRun;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Starts the route of a job for sales documents: {@code direct:AUTO-CREATE-ORDERS}. */
final class CamelSalesRoutes implements SalesRoutes {
    /** Exchange property with the {@link SalesRun} a route works for. */
    static final String RUN = "koppelSalesRun";

    private final ProducerTemplate template;

    /** @param template kept by the caller, who stops it */
    CamelSalesRoutes(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public void send(String route, SalesRun run) {
        if (!exists("direct://" + route)) {
            // Sending would wait for it half a minute.
            throw new IllegalStateException("there is no route direct:" + route
                    + "; put the shipped file that has it back into the routes folder, and start Koppel again");
        }
        Exchange result = template.send("direct:" + route, exchange -> {
            exchange.setProperty(RUN, run);
            exchange.getMessage().setBody(run);
        });
        Exception failure = result.getException();
        if (failure != null) {
            run.fail(failure);
        }
    }

    private boolean exists(String uri) {
        return template.getCamelContext().getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().equals(uri));
    }
}
