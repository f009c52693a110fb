package io.koppel.sales.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document in Business Central's words.
 *
 * @param header columns in the order in which they are validated
 * @param lines columns of each line in the order in which they are validated
 * @param invoiceDiscount set after the lines, null for none
 */
public record ComposedDocument(
        Map<String, @Nullable Object> header,
        List<Map<String, @Nullable Object>> lines,
        @Nullable BigDecimal invoiceDiscount) {}
