package io.koppel.odata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row as the service answered it.
 *
 * @param etag its version, or null where the service sent none
 * @param values by column: String, Boolean, Long for whole numbers, BigDecimal for all other numbers (exact, scale as
 *     sent), List and Map for nested ones, null for empty; dates stay the text that was sent. Annotations
 *     ({@code name@…}) are kept under their own name when they were asked for.
 */
public record Row(@Nullable String etag, Map<String, @Nullable Object> values) {
    /** The value of a column, null when empty or not sent. */
    public @Nullable Object get(String column) {
        return values.get(column);
    }

    /** A text column, null when empty, not sent or not text. */
    public @Nullable String text(String column) {
        return values.get(column) instanceof String text ? text : null;
    }
}
