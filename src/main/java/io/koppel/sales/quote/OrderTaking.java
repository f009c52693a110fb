package io.koppel.sales.quote;

import io.koppel.sales.order.SubmittedOrders;
import java.util.UUID;

/** Takes a submitted order of Sales over now, in the design of order integration that is in use. */
@FunctionalInterface
public interface OrderTaking {
    /** Takes it over; one that was taken over before is answered as it is. */
    SubmittedOrders.Outcome create(UUID order, String startedBy);
}
