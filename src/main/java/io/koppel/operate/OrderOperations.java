package io.koppel.operate;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.bidirectional.TravellingOrders;
import io.koppel.sales.order.SubmittedOrders;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Submitted orders of Sales: which wait, what became of others, and creating one now (sales-documents.md §1.1). */
public final class OrderOperations {
    private static final String WAITING = "waiting";

    private final SalesSettings settings;
    private final SubmittedOrders orders;
    private final @Nullable TravellingOrders travelling;

    /** Where orders do not travel both ways. */
    public OrderOperations(SalesSettings settings, SubmittedOrders orders) {
        this(settings, orders, null);
    }

    /** @param travelling in use where orders travel both ways */
    public OrderOperations(SalesSettings settings, SubmittedOrders orders, @Nullable TravellingOrders travelling) {
        this.settings = settings;
        this.orders = orders;
        this.travelling = travelling;
    }

    /**
     * Orders in a state; without one those that wait to be taken over, as Sales shows them now. The former go on behind an id,
     * the latter behind a number.
     *
     * @throws OperationException if the state is not known or orders are not integrated
     */
    public Listing<OrderView> list(@Nullable String state, @Nullable String after, int limit) {
        require();
        if (state == null || state.equals(WAITING)) {
            List<OrderView> waiting =
                    orders.waiting(after, limit + 1).stream().map(OrderView::of).toList();
            return Listing.of(waiting, limit, OrderView::number);
        }
        DocumentState wanted = Arrays.stream(DocumentState.values())
                .filter(known -> known.text().equals(state))
                .findFirst()
                .orElseThrow(() -> OperationException.invalid("there is no state '" + state + "'; expected waiting, "
                        + Arrays.stream(DocumentState.values())
                                .map(DocumentState::text)
                                .collect(Collectors.joining(", "))));
        List<OrderView> rows = orders.in(wanted, after == null ? null : id(after), limit + 1).stream()
                .map(OrderView::of)
                .toList();
        return Listing.of(rows, limit, row -> row.salesorderid().toString());
    }

    /**
     * Creates an order of Business Central from an order of Sales; one that was created before is answered as it is.
     *
     * @throws OperationException with the cause if it cannot be created
     */
    public CreatedOrder create(String salesorderid, String startedBy) {
        TravellingOrders bothWays = settings.orders() == OrderModel.BIDIRECTIONAL ? travelling : null;
        if (bothWays == null) {
            require();
        }
        SubmittedOrders.Outcome outcome;
        try {
            outcome = bothWays != null
                    ? bothWays.create(id(salesorderid), startedBy)
                    : orders.create(id(salesorderid), startedBy);
        } catch (IllegalStateException e) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(e.getMessage()));
        }
        UUID id = outcome.businessCentralId();
        if (id == null) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(outcome.message()));
        }
        return new CreatedOrder(outcome.number(), id, outcome.created(), outcome.message());
    }

    /** Whether submitted orders are taken over at all. */
    public boolean integrated() {
        return settings.orders() == OrderModel.SUBMITTED;
    }

    private void require() {
        if (!integrated()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    settings.orders() == OrderModel.BIDIRECTIONAL
                            ? "orders travel both ways; what waits and what failed is with the mapping SALESORDER-ORDER"
                            : "submitted orders are not created; set koppel.sales.orders=submitted and start anew");
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw OperationException.notFound("there is no order '" + text + "'; name it by its salesorderid");
        }
    }
}
