package io.koppel.sales.document;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order or quote of Sales, as Dataverse shows it (dataverse-web-api.md §10.5).
 *
 * @param id {@code salesorderdetailid} or {@code quotedetailid}
 * @param sequence {@code sequencenumber}: the order of the lines
 * @param product null for a product written in by hand
 * @param unit {@code uomid}
 * @param description the memo of the line
 * @param productDescription text of a product written in, or of the product
 * @param volumeDiscount per unit
 * @param manualDiscount for the whole line
 * @param baseAmount quantity × (price − volume discount), as Dataverse has computed it; null if it has not
 */
public record SalesLine(
        UUID id,
        long sequence,
        @Nullable UUID product,
        @Nullable UUID unit,
        @Nullable String description,
        @Nullable String productDescription,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal volumeDiscount,
        BigDecimal manualDiscount,
        @Nullable BigDecimal baseAmount) {

    /** What a line with a product written in by hand is called in Business Central, null if it has no text (sales-documents.md §1.6). */
    public @Nullable String writtenText() {
        return Descriptions.of(this, "", false).own();
    }

    /** Quantity × volume discount + manual discount (sales-documents.md §1.5). */
    public BigDecimal discount() {
        return quantity.multiply(volumeDiscount).add(manualDiscount);
    }
}
