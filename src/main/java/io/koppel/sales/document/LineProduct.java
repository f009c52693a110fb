package io.koppel.sales.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a product of Sales is in Business Central.
 *
 * @param number of the item or resource
 * @param description the item's or resource's own
 * @param includedTax VAT percentage contained in the product's prices, null if they contain none (sales-documents.md §1.5 row 5)
 */
public record LineProduct(LineType type, String number, String description, @Nullable BigDecimal includedTax) {}
