package io.koppel.operate.rest;

import io.koppel.operate.CreatedOrder;
import io.koppel.operate.Operations;
import io.koppel.operate.OrderOperations;
import io.koppel.operate.OrderView;
import java.util.List;

/** Orders of Sales over REST. */
final class OrderEndpoints {
    private OrderEndpoints() {}

    static List<Endpoint> of(Operations operations) {
        OrderOperations orders = operations.sales().orders();
        return List.of(
                Endpoint.get(
                        "/api/orders",
                        "listOrders",
                        "Orders of Sales that wait to be taken over, or those in another state",
                        List.of(
                                Parameter.query(
                                        "state",
                                        "waiting (if left out), intended, refused, created, settled, posted or returned; where orders"
                                                + " travel both ways waiting, refused, coupled, failed, skipped, ending or ended"),
                                Parameter.LIMIT,
                                Parameter.AFTER),
                        Types.listing(OrderView.class),
                        call -> Answer.ok(orders.list(call.query("state"), call.query("after"), call.limit()))),
                Endpoint.post(
                        "/api/orders/{salesorderid}/create",
                        "createOrder",
                        "Creates the order of Business Central; answers the same when repeated",
                        List.of(Parameter.path("salesorderid", "Id of the order in Sales, or its number there")),
                        null,
                        CreatedOrder.class,
                        call -> Answer.ok(orders.create(call.path("salesorderid"), call.callerName()))));
    }
}
