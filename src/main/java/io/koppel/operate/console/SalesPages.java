package io.koppel.operate.console;

import io.koppel.operate.Listing;
import io.koppel.operate.Operations;
import io.koppel.operate.OrderView;
import io.koppel.sales.DocumentState;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Pages about documents of Sales. */
final class SalesPages {
    private static final int ROWS = 50;
    private static final String WAITING = "waiting";

    private final Operations operations;

    SalesPages(Operations operations) {
        this.operations = operations;
    }

    /** Submitted orders that wait, or those in another state; without integration the page says how to switch it on. */
    Map<String, Object> orders(RoutingContext context) {
        boolean integrated = operations.sales().orders().integrated();
        String state = ConsolePages.query(context, "state");
        String chosen = state == null ? WAITING : state;
        Listing<OrderView> rows = integrated
                ? operations.sales().orders().list(chosen, ConsolePages.query(context, "after"), ROWS)
                : new Listing<>(List.of(), null);
        return ConsolePages.model(
                "Orders",
                "integrated",
                integrated,
                "states",
                states(),
                "state",
                chosen,
                "address",
                "/orders?state=" + ConsolePages.encode(chosen) + "&",
                "orders",
                rows);
    }

    private static List<String> states() {
        List<String> states = new ArrayList<>(List.of(WAITING));
        Arrays.stream(DocumentState.values()).map(DocumentState::text).forEach(states::add);
        return List.copyOf(states);
    }
}
