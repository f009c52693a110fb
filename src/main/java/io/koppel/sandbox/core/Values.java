package io.koppel.sandbox.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order of values of columns and literals; nothing comes before everything. */
public final class Values {
    /** The smallest and the largest id in the order of {@link UUID#compareTo}, as ends of ranges. */
    public static final UUID FIRST_ID = new UUID(Long.MIN_VALUE, Long.MIN_VALUE);

    public static final UUID LAST_ID = new UUID(Long.MAX_VALUE, Long.MAX_VALUE);

    /** What Business Central shows for an empty reference. */
    public static final UUID ZERO_ID = new UUID(0, 0);

    private Values() {}

    /**
     * Compares two values of one kind; whole and decimal numbers mix.
     *
     * @throws IllegalArgumentException when the kinds cannot be compared
     */
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        if (a instanceof UUID x && b instanceof UUID y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (isNumber(a) && isNumber(b)) {
            return decimal(a).compareTo(decimal(b));
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return x.compareTo(y);
        }
        if (isTime(a) && isTime(b)) {
            return instant(a).compareTo(instant(b));
        }
        throw new IllegalArgumentException("cannot compare " + kind(a) + " with " + kind(b));
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    private static boolean isTime(Object value) {
        return value instanceof Instant || value instanceof LocalDate;
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) value);
    }

    private static Instant instant(Object value) {
        return value instanceof Instant instant
                ? instant
                : ((LocalDate) value).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String kind(Object value) {
        return value.getClass().getSimpleName();
    }
}
