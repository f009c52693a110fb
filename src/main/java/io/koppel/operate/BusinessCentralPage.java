package io.koppel.operate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of the standard application that shows records of a table.
 *
 * @param number its number
 * @param field the field that a filter names, as the standard application calls it
 */
record BusinessCentralPage(int number, String field) {
    private static final Map<String, BusinessCentralPage> PAGES = Map.ofEntries(
            Map.entry("customers", new BusinessCentralPage(21, "No.")),
            Map.entry("vendors", new BusinessCentralPage(26, "No.")),
            Map.entry("contacts", new BusinessCentralPage(5050, "No.")),
            Map.entry("items", new BusinessCentralPage(30, "No.")),
            Map.entry("resources", new BusinessCentralPage(76, "No.")),
            Map.entry("salespeople", new BusinessCentralPage(5116, "Code")),
            Map.entry("currencies", new BusinessCentralPage(495, "Code")),
            Map.entry("opportunities", new BusinessCentralPage(5124, "No.")),
            Map.entry("postedSalesInvoices", new BusinessCentralPage(132, "No.")),
            Map.entry("salesInvoices", new BusinessCentralPage(132, "No.")),
            Map.entry("salesOrders", new BusinessCentralPage(42, "No.")),
            Map.entry("customerPriceGroups", new BusinessCentralPage(7, "Code")),
            Map.entry("unitsOfMeasure", new BusinessCentralPage(209, "Code")),
            Map.entry("paymentTerms", new BusinessCentralPage(4, "Code")),
            Map.entry("shipmentMethods", new BusinessCentralPage(11, "Code")),
            Map.entry("shippingAgents", new BusinessCentralPage(428, "Code")),
            Map.entry("priceLists", new BusinessCentralPage(7016, "Code")));

    static @Nullable BusinessCentralPage of(String entitySet) {
        return PAGES.get(entitySet);
    }
}
