package io.koppel.operate;

import io.koppel.mapping.OrderModel;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesSettings;
import io.koppel.sales.bidirectional.OrderStanding;
import io.koppel.sales.bidirectional.OrdersBothWays;
import io.koppel.sales.bidirectional.TravellingOrders;
import io.koppel.sales.order.SubmittedOrders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders of Sales: which wait, what became of others, and taking one over now (sales-documents.md §1.1, §10). */
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
     * Orders in a state; without one those that wait to be taken over, as Sales shows them now. A list goes on behind an id, that of
     * waiting orders behind a number.
     *
     * @throws OperationException if the state is not known or orders are not integrated
     */
    public Listing<OrderView> list(@Nullable String state, @Nullable String after, int limit) {
        require();
        String wanted = state == null ? WAITING : state;
        if (!states().contains(wanted)) {
            throw OperationException.invalid(
                    "there is no state '" + wanted + "'; expected " + String.join(", ", states()));
        }
        TravellingOrders bothWays = bothWays();
        if (bothWays != null) {
            return bothWays(bothWays, wanted, after, limit);
        }
        if (wanted.equals(WAITING)) {
            List<OrderView> waiting =
                    orders.waiting(after, limit + 1).stream().map(OrderView::of).toList();
            return Listing.of(waiting, limit, OrderView::number);
        }
        List<OrderView> rows = orders.in(state(wanted), after == null ? null : id(after), limit + 1).stream()
                .map(OrderView::of)
                .toList();
        return Listing.of(rows, limit, row -> row.salesorderid().toString());
    }

    private static Listing<OrderView> bothWays(
            TravellingOrders bothWays, String state, @Nullable String after, int limit) {
        OrderStanding standing = OrderStanding.of(state).orElseThrow();
        if (after != null && standing != OrderStanding.WAITING && standing != OrderStanding.REFUSED) {
            id(after);
        }
        Listing<OrdersBothWays.View> page =
                Listing.of(bothWays.all().list(standing, after, limit + 1), limit, OrdersBothWays.View::position);
        return new Listing<>(page.value().stream().map(OrderView::of).toList(), page.next());
    }

    /** The states an order can be listed by; there are others where orders travel both ways. */
    public List<String> states() {
        if (settings.orders() == OrderModel.BIDIRECTIONAL) {
            return Arrays.stream(OrderStanding.values())
                    .map(OrderStanding::text)
                    .toList();
        }
        List<String> states = new ArrayList<>(List.of(WAITING));
        Arrays.stream(DocumentState.values()).map(DocumentState::text).forEach(states::add);
        return states;
    }

    private static DocumentState state(String text) {
        return Arrays.stream(DocumentState.values())
                .filter(known -> known.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable TravellingOrders bothWays() {
        return settings.orders() == OrderModel.BIDIRECTIONAL ? travelling : null;
    }

    /**
     * Creates an order of Business Central from an order of Sales; one that was created before is answered as it is.
     *
     * @param order its {@code salesorderid}, or its number in Sales
     * @throws OperationException with the cause if it cannot be created
     */
    public CreatedOrder create(String order, String startedBy) {
        require();
        TravellingOrders bothWays = bothWays();
        UUID named = NamedDocument.id("order", order, orders::numbered);
        SubmittedOrders.Outcome outcome;
        try {
            outcome = bothWays != null ? bothWays.create(named, startedBy) : orders.create(named, startedBy);
        } catch (IllegalStateException e) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(e.getMessage()));
        }
        UUID id = outcome.businessCentralId();
        if (id == null) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(outcome.message()));
        }
        return new CreatedOrder(outcome.number(), id, outcome.created(), outcome.message());
    }

    /** Whether orders of Sales are taken over at all. */
    public boolean integrated() {
        return settings.orders() != OrderModel.NONE;
    }

    /** Whether they travel both ways. */
    public boolean travelBothWays() {
        return settings.orders() == OrderModel.BIDIRECTIONAL;
    }

    private void require() {
        if (!integrated() || (travelBothWays() && travelling == null)) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "orders of Sales are not taken over; set koppel.sales.orders=submitted, or bidirectional, and start anew");
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(
                    "after: expected what the page before answered as next, not '" + text + "'");
        }
    }
}
