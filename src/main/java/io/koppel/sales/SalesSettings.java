package io.koppel.sales;

import io.koppel.mapping.OrderModel;

/**
 * How documents of Sales are integrated, and which jobs there are for them (table-mappings.md §7).
 *
 * @param orders which design of order integration is in use
 * @param createOrders whether a job turns submitted orders of Sales into orders of Business Central
 * @param processQuotes whether a job processes active and won quotes
 * @param itemAvailability whether a job sends the quantity on hand of items that moved
 */
public record SalesSettings(OrderModel orders, boolean createOrders, boolean processQuotes, boolean itemAvailability) {
    /** Nothing. */
    public static final SalesSettings NONE = new SalesSettings(OrderModel.NONE, false, false, false);

    /** The same with another integration of orders. */
    public SalesSettings with(OrderModel other) {
        return new SalesSettings(other, createOrders, processQuotes, itemAvailability);
    }

    /** The same, orders created by a job or not. */
    public SalesSettings withCreateOrders(boolean automatic) {
        return new SalesSettings(orders, automatic, processQuotes, itemAvailability);
    }

    /** The same, quotes processed by a job or not. */
    public SalesSettings withProcessQuotes(boolean automatic) {
        return new SalesSettings(orders, createOrders, automatic, itemAvailability);
    }

    /** The same, quantities sent by a job or not. */
    public SalesSettings withItemAvailability(boolean automatic) {
        return new SalesSettings(orders, createOrders, processQuotes, automatic);
    }
}
