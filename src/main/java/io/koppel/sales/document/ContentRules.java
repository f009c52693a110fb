package io.koppel.sales.document;

/**
 * Where the content of quotes differs from that of orders (sales-documents.md §3.3).
 *
 * @param cityFirst whether the city is validated before the post code
 * @param paymentDiscount whether the discount percentage becomes the payment discount
 * @param validUntil whether the end of validity travels
 * @param lineAmount whether the line amount is validated from the base amount, after the price and before the discount
 * @param takesOutTax whether a price that contains VAT is sent without
 * @param repeatsDescription whether a text that equals the product's own description becomes a comment all the same
 */
public record ContentRules(
        boolean cityFirst,
        boolean paymentDiscount,
        boolean validUntil,
        boolean lineAmount,
        boolean takesOutTax,
        boolean repeatsDescription) {
    /** Orders. */
    public static final ContentRules ORDER = new ContentRules(false, true, false, false, true, false);

    /** Quotes. */
    public static final ContentRules QUOTE = new ContentRules(true, false, true, true, false, true);
}
