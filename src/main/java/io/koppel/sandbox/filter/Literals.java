package io.koppel.sandbox.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as they stand in URLs: ids bare, numbers, dates, times, {@code true}, {@code null}. */
public final class Literals {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?[mMdDfFlL]?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|z|[+-][0-9]{2}:?[0-9]{2})?");

    private Literals() {}

    /** The literal of a bare word, or null when the word is none ({@code null} itself is one). */
    public static Expression.@Nullable Literal of(String word) {
        if (word.equals("null")) {
            return new Expression.Literal(null);
        } else if (word.equals("true") || word.equals("false")) {
            return new Expression.Literal(Boolean.valueOf(word));
        }
        try {
            if (GUID.matcher(word).matches()) {
                return new Expression.Literal(UUID.fromString(word));
            } else if (DATE.matcher(word).matches()) {
                return new Expression.Literal(LocalDate.parse(word));
            } else if (TIME.matcher(word).matches()) {
                return new Expression.Literal(time(word));
            } else if (NUMBER.matcher(word).matches()) {
                return new Expression.Literal(number(word));
            }
        } catch (DateTimeException e) {
            throw new FilterSyntaxException("'" + word + "' is not a date or time");
        }
        return null;
    }

    /** Whether the text is an id. */
    public static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    /**
     * A time with offset or Z.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant time(String text) {
        String upper = text.toUpperCase(java.util.Locale.ROOT);
        return upper.endsWith("Z")
                ? Instant.parse(upper)
                : OffsetDateTime.parse(upper).toInstant();
    }

    private static Object number(String word) {
        String digits = word.replaceAll("[mMdDfFlL]$", "");
        if (digits.matches("[+-]?[0-9]{1,18}")) {
            return Long.valueOf(digits);
        }
        return new BigDecimal(digits);
    }
}
