package io.koppel.bench;

import java.util.Map;

/** What is brought from one side to the other, and what has to be there before. */
enum Work {
    CUSTOMERS("CUSTOMER", "customers", Map.of()),
    /** Products with their price in the default price list: created as drafts, priced, made active. */
    ITEMS("ITEM-PRODUCT", "items", Map.of()),
    /** Posted invoices with five lines each, of a few customers and items. */
    INVOICES("POSTEDSALESINV-INV", "postedSalesInvoices", Map.of("customers", 500, "items", 1_000)),
    /** Submitted orders of Sales with five lines each, of a few accounts and products, on their way to Business Central. */
    ORDERS("SALESORDER-ORDER", "submittedOrders", Map.of("customers", 500, "items", 1_000));

    private final String mapping;
    private final String seed;
    private final Map<String, Integer> around;

    Work(String mapping, String seed, Map<String, Integer> around) {
        this.mapping = mapping;
        this.seed = seed;
        this.around = around;
    }

    String mapping() {
        return mapping;
    }

    /** What the sandbox calls them. */
    String seed() {
        return seed;
    }

    /** Records that are coupled before anything is measured. */
    Map<String, Integer> around() {
        return around;
    }
}
