package io.koppel.mapping.filter;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Literals of filters and how they compare with a record's values. */
final class FilterValues {
    private FilterValues() {}

    /** The value of a literal: text, number, boolean or null; a GUID or date stays text. */
    static @Nullable Object literal(FilterTokens.Token token) {
        if (token.quoted()) {
            return token.text();
        }
        return switch (token.text()) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> number(token.text());
        };
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            if (text.matches("[0-9A-Fa-f]{8}-.*|\\d{4}-\\d\\d-\\d\\d.*")) {
                return text;
            }
            throw new IllegalArgumentException(
                    "expected a text in quotes, a number, a date, a GUID, true, false or null, not '" + text + "'", e);
        }
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean compare(String operator, @Nullable Object value, @Nullable Object literal) {
        boolean empty = value == null || literal == null;
        int order = empty ? 0 : order(value, literal);
        return switch (operator) {
            case "eq" -> empty ? value == literal : order == 0;
            case "ne" -> empty ? value != literal : order != 0;
            case "gt" -> !empty && order > 0;
            case "ge" -> !empty && order >= 0;
            case "lt" -> !empty && order < 0;
            default -> !empty && order <= 0;
        };
    }

    private static int order(@Nullable Object value, @Nullable Object literal) {
        if (value instanceof Number number && literal instanceof BigDecimal expected) {
            return new BigDecimal(number.toString()).compareTo(expected);
        }
        return folded(text(value)).compareTo(folded(text(literal)));
    }
}
