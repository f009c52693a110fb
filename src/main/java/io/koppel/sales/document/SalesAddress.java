package io.koppel.sales.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The six parts of an address that travel. If at least one is filled all six are written, blank ones too; otherwise Business
 * Central keeps the customer's address. Names are never taken (sales-documents.md §1.4, rows 7 and 8).
 */
public record SalesAddress(
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String postCode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String state) {

    /** Nothing filled. */
    public static final SalesAddress NONE = new SalesAddress(null, null, null, null, null, null);

    private boolean isEmpty() {
        return blank(line1) && blank(line2) && blank(postCode) && blank(city) && blank(country) && blank(state);
    }

    /**
     * The columns of Business Central, in the order in which they are validated: a post code and a city each may set the other.
     *
     * @param prefix {@code billTo} or {@code shipTo}
     */
    Map<String, @Nullable Object> columns(String prefix, boolean cityFirst) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        if (isEmpty()) {
            return columns;
        }
        columns.put(prefix + "AddressLine1", Texts.cut(line1, Lengths.ADDRESS));
        columns.put(prefix + "AddressLine2", Texts.cut(line2, Lengths.ADDRESS_2));
        if (cityFirst) {
            columns.put(prefix + "City", Texts.cut(city, Lengths.CITY));
            columns.put(prefix + "PostCode", Texts.cut(postCode, Lengths.POST_CODE));
        } else {
            columns.put(prefix + "PostCode", Texts.cut(postCode, Lengths.POST_CODE));
            columns.put(prefix + "City", Texts.cut(city, Lengths.CITY));
        }
        columns.put(prefix + "Country", Texts.cut(country, Lengths.COUNTRY));
        columns.put(prefix + "State", Texts.cut(state, Lengths.COUNTY));
        return columns;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
