package io.koppel.operate;

import io.koppel.coupling.LastResult;
import io.koppel.sales.bidirectional.OrdersBothWays;
import io.koppel.sales.order.SubmittedOrders;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order of Sales as people see it.
 *
 * @param salesorderid its id in Sales
 * @param number its number in Sales
 * @param submitted when it was submitted, as far as that is known
 * @param state waiting, or how far its creation has come: intended, refused, created, settled, posted, returned; where orders
 *     travel both ways: waiting, refused, coupled, failed, skipped, ending, ended
 * @param businessCentralNumber number of the order in Business Central, null while there is none
 * @param error why it failed, null if it did not
 * @param lastToDataverse how the last attempt in that direction ended, null if there was none; likewise {@code lastFromDataverse}
 */
public record OrderView(
        UUID salesorderid,
        String number,
        @Nullable String name,
        @Nullable String submitted,
        String state,
        @Nullable String businessCentralNumber,
        @Nullable UUID businessCentralId,
        @Nullable String error,
        @Nullable String lastToDataverse,
        @Nullable String lastFromDataverse) {

    static OrderView of(SubmittedOrders.View order) {
        return new OrderView(
                order.id(),
                order.number(),
                order.name(),
                order.submitted(),
                order.state(),
                order.businessCentralNumber(),
                order.businessCentralId(),
                order.message(),
                null,
                null);
    }

    static OrderView of(OrdersBothWays.View order) {
        return new OrderView(
                order.id(),
                order.number(),
                order.name(),
                order.submitted(),
                order.standing().text(),
                order.businessCentralNumber(),
                order.businessCentralId(),
                order.message(),
                words(order.toDataverse()),
                words(order.fromDataverse()));
    }

    private static @Nullable String words(LastResult result) {
        return result == LastResult.NONE ? null : result.name().toLowerCase(Locale.ROOT);
    }
}
