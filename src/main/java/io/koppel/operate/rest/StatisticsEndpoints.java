package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.StatisticsOperations;
import java.util.List;

/** Account statistics over REST. */
final class StatisticsEndpoints {
    private StatisticsEndpoints() {}

    static List<Endpoint> of(Operations operations) {
        StatisticsOperations statistics = operations.sales().statistics();
        return List.of(Endpoint.post(
                "/api/customers/{id}/statistics",
                "sendStatistics",
                "Sends the figures of a customer to Sales, and the states of its invoices",
                List.of(Parameter.path("id", "SystemId or number of the customer")),
                null,
                StatisticsOperations.SentStatistics.class,
                call -> Answer.ok(statistics.send(call.path("id"), call.callerName()))));
    }
}
