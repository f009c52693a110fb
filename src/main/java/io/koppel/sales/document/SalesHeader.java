package io.koppel.sales.document;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header of an order or quote of Sales, as Dataverse shows it.
 *
 * @param number {@code ordernumber} or {@code quotenumber}
 * @param requestedDelivery a date, {@code yyyy-MM-dd}
 * @param validUntil a date; quotes only
 * @param shippingMethod a choice number, as {@code paymentTerms} and {@code freightTerms} are
 * @param freight {@code freightamount}
 * @param lineTotal {@code totallineitemamount}
 * @param totalLessFreight {@code totalamountlessfreight}
 * @param quote {@code quoteid} of an order made from a quote
 */
public record SalesHeader(
        UUID id,
        String number,
        @Nullable String name,
        @Nullable String description,
        @Nullable String requestedDelivery,
        @Nullable String validUntil,
        SalesAddress billTo,
        SalesAddress shipTo,
        @Nullable Integer shippingMethod,
        @Nullable Integer paymentTerms,
        @Nullable Integer freightTerms,
        BigDecimal discountPercent,
        BigDecimal discountAmount,
        BigDecimal freight,
        BigDecimal lineTotal,
        BigDecimal totalLessFreight,
        @Nullable UUID quote) {
    /** As much of a number as Business Central shows in Your Reference (sales-documents.md §1.4 row 4). */
    public static String reference(String number) {
        return Texts.cut(number, Lengths.REFERENCE);
    }
}
