package io.koppel.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Carries a normal value of one column over to another column's type, length and scale, and tells whether the target
 * already holds it (sync-semantics.md §3.1).
 */
final class ValueConverter {
    /** Why a value cannot be carried over. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;
        final TransferFailure.Kind kind;

        Unfit(TransferFailure.Kind kind, String message) {
            super(message, null, false, false);
            this.kind = kind;
        }
    }

    private final ColumnFormat source;
    private final ColumnFormat target;
    private final boolean fail;
    private final boolean code;
    private final int commonLength;
    private final int commonScale;

    ValueConverter(ColumnFormat source, ColumnFormat target, FieldMapping field) {
        this.source = source;
        this.target = target;
        fail = field.tooLong() == FieldMapping.TooLong.FAIL;
        code = field.code() && target.side == Side.BUSINESS_CENTRAL;
        commonLength = Math.min(source.maxLength, target.maxLength);
        commonScale = Math.min(source.scale, target.scale);
    }

    /**
     * @param value normal value of the source column
     * @return normal value of the target column
     * @throws Unfit if the target column cannot hold it
     */
    @Nullable
    Object convert(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (target.kind) {
            case TEXT, UNKNOWN ->
                value instanceof String || target.kind == ColumnFormat.Kind.TEXT ? text(value) : value;
            case ENUMERATION -> text(value);
            case GUID -> text(value).toLowerCase(Locale.ROOT);
            case BOOLEAN -> bool(value);
            case INTEGER -> whole(number(value));
            case DECIMAL -> target.normalNumber(number(value));
            case DATE -> date(value);
            case DATE_TIME -> instant(value).toString();
        };
    }

    private String text(Object value) {
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (code) {
            text = text.strip().toUpperCase(Locale.ROOT);
        }
        if (text.length() <= target.maxLength) {
            return text;
        }
        if (fail) {
            throw new Unfit(
                    TransferFailure.Kind.TOO_LONG,
                    "the text has " + text.length() + " characters, the target takes " + target.maxLength
                            + "; shorten it or declare tooLong: cut");
        }
        return cut(text, target.maxLength);
    }

    /** Never leaves half a surrogate pair behind, which no service would take. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private static Boolean bool(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        String text = value.toString().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw unfit("expected true or false", value);
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            throw unfit("expected a number", value);
        }
    }

    private Object whole(BigDecimal number) {
        Object normal = target.normalNumber(number);
        if (normal instanceof BigDecimal stripped && stripped.scale() > 0) {
            throw unfit("expected a whole number", number);
        }
        return normal;
    }

    private static String date(Object value) {
        String text = value.toString();
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).toString()
                    : OffsetDateTime.parse(text).toInstant().toString().substring(0, 10);
        } catch (DateTimeException e) {
            throw unfit("expected a date such as 2026-01-31", value);
        }
    }

    /** A date without time is midnight UTC: one convention for Dataverse's dates that are date-times. */
    private Instant instant(Object value) {
        String text = value.toString();
        try {
            Instant instant = text.length() == 10
                    ? Instant.parse(text + "T00:00:00Z")
                    : OffsetDateTime.parse(text).toInstant();
            return target.side == Side.DATAVERSE ? instant.truncatedTo(ChronoUnit.SECONDS) : instant;
        } catch (DateTimeException e) {
            throw unfit("expected a date and time such as 2026-01-31T10:00:00Z", value);
        }
    }

    private static Unfit unfit(String expected, Object value) {
        return new Unfit(TransferFailure.Kind.UNFIT_VALUE, expected + ", but the value is '" + value + "'");
    }

    /**
     * Whether the target already holds the value, as far as the source column can tell: texts up to the shorter length,
     * numbers at the coarser scale, times by the second.
     */
    boolean same(@Nullable Object existing, @Nullable Object converted) {
        if (ColumnFormat.same(existing, converted)) {
            return true;
        }
        if (existing instanceof String a && converted instanceof String b) {
            return target.kind == ColumnFormat.Kind.DATE_TIME
                    ? instant(a)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .equals(instant(b).truncatedTo(ChronoUnit.SECONDS))
                    : source.kind != ColumnFormat.Kind.UNKNOWN
                            && cut(a, commonLength).equals(cut(b, commonLength));
        }
        return existing instanceof BigDecimal a
                && converted instanceof BigDecimal b
                && rounded(a).compareTo(rounded(b)) == 0;
    }

    private BigDecimal rounded(BigDecimal number) {
        return number.scale() > commonScale ? number.setScale(commonScale, RoundingMode.HALF_UP) : number;
    }
}
