package io.koppel.sales;

/**
 * Which jobs for sales documents there are (table-mappings.md §7).
 *
 * @param createOrders whether a job turns submitted orders of Sales into orders of Business Central
 * @param processQuotes whether a job processes active and won quotes
 * @param itemAvailability whether a job sends the quantity on hand of items that moved
 */
public record SalesSettings(boolean createOrders, boolean processQuotes, boolean itemAvailability) {
    /** No job; everything is left to people. */
    public static final SalesSettings NONE = new SalesSettings(false, false, false);

    /** The same, orders created by a job or not. */
    public SalesSettings withCreateOrders(boolean automatic) {
        return new SalesSettings(automatic, processQuotes, itemAvailability);
    }

    /** The same, quotes processed by a job or not. */
    public SalesSettings withProcessQuotes(boolean automatic) {
        return new SalesSettings(createOrders, automatic, itemAvailability);
    }

    /** The same, quantities sent by a job or not. */
    public SalesSettings withItemAvailability(boolean automatic) {
        return new SalesSettings(createOrders, processQuotes, automatic);
    }
}
