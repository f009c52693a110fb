package io.koppel.operate.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code ProductItemAvailability}: products, or items by number, or a page of all.
 *
 * @param products named by {@code CRM_ID eq <guid>}, more joined by or
 * @param numbers named by {@code ItemNo eq '<number>'}, more joined by or
 * @param top most rows
 */
record AvailabilityQuery(List<UUID> products, List<String> numbers, int top) {
    /** Rows of a page. */
    static final int PAGE = 1000;

    private static final int MOST_NAMED = 200;
    private static final Pattern TERM =
            Pattern.compile("\\s*(?:CRM_ID eq ([0-9a-fA-F-]{36})|ItemNo eq '((?:[^']|'')*)')\\s*");

    /** @throws IllegalArgumentException for what this service does not understand */
    static AvailabilityQuery of(@Nullable String filter, @Nullable String top) {
        List<UUID> products = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        if (filter != null && !filter.isBlank()) {
            for (String term : filter.split(" or ", -1)) {
                Matcher matcher = TERM.matcher(term);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "the filter '" + term.strip()
                                    + "' is not served; expected CRM_ID eq <guid> or ItemNo eq '<number>', more of one kind joined by or");
                }
                String product = matcher.group(1);
                String number = matcher.group(2);
                if (product != null) {
                    products.add(UUID.fromString(product));
                } else if (number != null) {
                    numbers.add(number.replace("''", "'").toUpperCase(Locale.ROOT));
                }
            }
        }
        if (!products.isEmpty() && !numbers.isEmpty()) {
            throw new IllegalArgumentException("'or' is served on one property only, CRM_ID or ItemNo");
        }
        if (products.size() + numbers.size() > MOST_NAMED) {
            throw new IllegalArgumentException("a filter may name " + MOST_NAMED + " items at most");
        }
        return new AvailabilityQuery(products, numbers, top(top));
    }

    private static int top(@Nullable String top) {
        if (top == null) {
            return PAGE;
        }
        if (!top.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("$top must be a number");
        }
        return Math.min(PAGE, Integer.parseInt(top));
    }
}
