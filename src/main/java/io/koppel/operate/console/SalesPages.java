package io.koppel.operate.console;

import io.koppel.operate.CreatedOrder;
import io.koppel.operate.Listing;
import io.koppel.operate.Operations;
import io.koppel.operate.OrderView;
import java.util.List;

/** Orders of Sales: those that wait, what became of others, and creating one now. */
final class SalesPages implements Section {
    private static final String ORDERS = "/orders";
    private static final String WAITING = "waiting";
    private static final int ROWS = 50;

    private final Operations operations;

    SalesPages(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Page> pages() {
        return List.of(Page.entry(ORDERS, "Orders", "orders", this::orders));
    }

    @Override
    public List<Act> acts() {
        return List.of(Act.operator(
                "/console/orders/:order/create",
                "createOrder",
                ask -> created(operations.sales().orders().create(ask.path("order"), ask.person()))));
    }

    private static Outcome created(CreatedOrder order) {
        return new Outcome(
                ORDERS, "Order " + order.number() + (order.created() ? " was created." : " had been created before."));
    }

    /** Without integration the page says how to switch it on. */
    private Model orders(Ask ask) {
        boolean integrated = operations.sales().orders().integrated();
        String state = ask.query("state", WAITING);
        Listing<OrderView> rows = integrated
                ? operations.sales().orders().list(state, ask.query("after"), ROWS)
                : new Listing<>(List.of(), null);
        return Model.titled("Orders")
                .with("integrated", integrated)
                .with("bothWays", operations.sales().orders().travelBothWays())
                .with("states", operations.sales().orders().states())
                .with("state", state)
                .with("rows", rows.value())
                .with("next", rows.next())
                .with("address", Ask.address(ORDERS, "state", state));
    }
}
