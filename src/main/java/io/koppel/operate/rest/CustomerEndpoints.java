package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.customer.AccountFigures;
import io.koppel.operate.customer.AccountRow;
import io.koppel.operate.customer.CustomerOperations;
import java.util.List;

/** What Sales holds about a customer's account, over REST. */
final class CustomerEndpoints {
    private CustomerEndpoints() {}

    static List<Endpoint> of(Operations operations) {
        CustomerOperations customers = operations.insights().customers();
        Parameter id = Parameter.path("id", "SystemId or number of the customer");
        return List.of(
                Endpoint.get(
                        "/api/customers/{id}/sales",
                        "showAccountFigures",
                        "How many opportunities, quotes and cases Sales has open of a customer's account",
                        List.of(id),
                        AccountFigures.class,
                        call -> Answer.ok(customers.figures(call.path("id")))),
                Endpoint.get(
                        "/api/customers/{id}/sales/{list}",
                        "listAccountRows",
                        "The opportunities, quotes or cases of a customer's account, by name",
                        List.of(
                                id,
                                Parameter.path("list", "opportunities, quotes or cases"),
                                Parameter.LIMIT,
                                Parameter.number("after", "Rows to leave out: next of the answer before")),
                        Types.listing(AccountRow.class),
                        call -> Answer.ok(customers.list(
                                call.path("id"), call.path("list"), call.number("after"), call.limit()))));
    }
}
