package io.koppel.sync.rules;

import io.koppel.odata.WriteOperation;
import io.koppel.sync.PayloadLookups;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions of orders of Sales that lead to states no update leads to (dataverse-web-api.md §10.6, §11.2). */
public final class SalesOrderActions {
    private static final int COMPLETE = 100_001;

    private SalesOrderActions() {}

    /**
     * Fulfills an order completely. In the captured metadata the action is bound to the set of orders.
     *
     * @param order path of the order
     */
    public static WriteOperation fulfill(String order) {
        Map<String, @Nullable Object> close = new LinkedHashMap<>();
        close.put("subject", "Shipped in Business Central");
        close.put(PayloadLookups.bind("salesorderid"), "/" + order);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("Status", COMPLETE);
        body.put("OrderClose", close);
        return WriteOperation.action(
                order.substring(0, order.indexOf('(')) + "/Microsoft.Dynamics.CRM.FulfillSalesOrder", body);
    }
}
