package io.koppel.sales.document;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known outside a document that its composition needs.
 *
 * @param customer SystemId of the sell-to customer
 * @param currencyCode blank for the local currency
 * @param amountDecimals decimals of amounts in that currency
 * @param products what a product is in Business Central; throws {@link DocumentRefused} if it is not there
 * @param units code of a unit in the unit-group model, where null is never answered; null in the other model
 * @param shippingAgents code of a choice number, null if it has no option mapping; so are the other two
 */
public record DocumentFacts(
        UUID customer,
        String currencyCode,
        int amountDecimals,
        SalesSetup setup,
        Function<SalesLine, LineProduct> products,
        @Nullable Function<SalesLine, String> units,
        Function<Integer, @Nullable String> shippingAgents,
        Function<Integer, @Nullable String> paymentTerms,
        Function<Integer, @Nullable String> shipmentMethods) {}
