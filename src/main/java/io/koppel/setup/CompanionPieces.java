package io.koppel.setup;

import io.koppel.metadata.ServiceModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pages of the companion extension that no table mapping asks for by itself, and what a company does without that leaves them out
 * (business-central-api.md §19). Pages of mappings are checked with their mappings.
 */
final class CompanionPieces {
    private static final Map<String, String> COSTS = costs();

    private CompanionPieces() {}

    private static Map<String, String> costs() {
        Map<String, String> costs = new LinkedHashMap<>();
        String orders = "orders and quotes of Sales are not created in Business Central, nor followed";
        costs.put("salesOrders", orders);
        costs.put("salesOrderLines", orders);
        costs.put("salesQuotes", "quotes of Sales are not processed");
        costs.put("salesQuoteLines", "quotes of Sales are not processed");
        costs.put("salesSetup", "write-in products and freight are refused, and discounts may not follow the set-up");
        costs.put("postedSalesShipments", "timelines do not tell of shipments");
        costs.put("postedSalesShipmentLines", "shipped quantities are known from order lines alone");
        costs.put("archivedSalesOrders", "orders that were posted do not bring their last figures to Sales");
        costs.put("archivedSalesOrderLines", "orders that were posted do not bring their last figures to Sales");
        costs.put("archivedSalesQuotes", "orders made of quotes are not finished after a run that was cut off");
        costs.put("recordNotes", "notes stay on their own side");
        costs.put("customerStatistics", "accounts have no statistics");
        costs.put("customerLedgerEntries", "nothing tells whose statistics have moved");
        costs.put("detailedCustomerLedgerEntries", "invoices in Sales do not follow their payments");
        costs.put("itemLedgerEntries", "quantities on hand follow a change of the item only");
        return costs;
    }

    /** What the missing pages cost, a sentence for each cost, with the pages it comes from. */
    static List<String> missing(ServiceModel companion) {
        Map<String, Set<String>> pages = new LinkedHashMap<>();
        COSTS.forEach((set, cost) -> {
            if (companion.table(set) == null) {
                pages.computeIfAbsent(cost, none -> new LinkedHashSet<>()).add(set);
            }
        });
        List<String> sentences = new ArrayList<>();
        pages.forEach((cost, sets) -> sentences.add("without " + String.join(" and ", sets) + ", " + cost));
        return sentences;
    }
}
