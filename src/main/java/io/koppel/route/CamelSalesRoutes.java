package io.koppel.route;

import io.koppel.sales.SalesRoutes;
import io.koppel.sales.SalesRun;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Starts the route of a job for sales documents: {@code direct:AUTO-CREATE-ORDERS}. */
final class CamelSalesRoutes implements SalesRoutes {
    /** Exchange property with the {@link SalesRun} a route works for. */
    static final String RUN = "koppelSalesRun";

    /** Where the OData endpoint looks for the options of a query. */
    private static final String QUERY = "CamelOlingo4.queryParams";

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

    /** Lets the read that comes next ask so. */
    static void ask(Exchange exchange, Map<String, String> query) {
        exchange.getMessage().setHeader(QUERY, query);
        exchange.getMessage().setBody(null);
    }

    /**
     * The run a route works for.
     *
     * @param purpose what the route does and how it is started, for whoever has started it otherwise
     */
    static SalesRun run(Exchange exchange, String purpose) {
        return Objects.requireNonNull(exchange.getProperty(RUN, SalesRun.class), purpose);
    }
}
