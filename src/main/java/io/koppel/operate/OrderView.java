package io.koppel.operate;

import io.koppel.sales.order.SubmittedOrders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order of Sales as people see it.
 *
 * @param salesorderid its id in Sales
 * @param number its number in Sales
 * @param submitted when it was submitted
 * @param state waiting, or how far its creation has come: intended, refused, created, settled, posted, returned
 * @param businessCentralNumber number of the order in Business Central, null while there is none
 * @param error why it failed, null if it did not
 */
public record OrderView(
        UUID salesorderid,
        String number,
        @Nullable String name,
        @Nullable String submitted,
        String state,
        @Nullable String businessCentralNumber,
        @Nullable UUID businessCentralId,
        @Nullable String error) {

    static OrderView of(SubmittedOrders.View order) {
        return new OrderView(
                order.id(),
                order.number(),
                order.name(),
                order.submitted(),
                order.state(),
                order.businessCentralNumber(),
                order.businessCentralId(),
                order.message());
    }
}
