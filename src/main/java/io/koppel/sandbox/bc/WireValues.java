package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Values;
import io.koppel.sandbox.filter.Literals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON values of a request as values of fields; empty ones become absent (business-central-api.md §7). */
final class WireValues {
    private final Map<String, List<String>> enums;

    WireValues(Map<String, List<String>> enums) {
        this.enums = enums;
    }

    /**
     * The value to store, null for an empty one.
     *
     * @throws BcException when it does not fit the property's type or length
     */
    @Nullable
    Object read(EntitySet set, Property property, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        Object value =
                switch (property.kind()) {
                    case TEXT, CODE -> property.isOption() ? option(property, json) : text(property, json);
                    case OPTION -> option(property, json);
                    case DECIMAL -> decimal(property, json);
                    case INTEGER, LONG -> json instanceof Long number ? number : unreadable(property, json);
                    case BOOLEAN -> json instanceof Boolean flag ? flag : unreadable(property, json);
                    case GUID -> guid(property, json);
                    case DATE -> date(property, json);
                    case DATETIME -> time(property, json);
                };
        return isEmpty(property, value) ? null : value;
    }

    private static boolean isEmpty(Property property, Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0;
        }
        return value.equals(property.kind().empty());
    }

    private static Object text(Property property, Object json) {
        if (!(json instanceof String text)) {
            return unreadable(property, json);
        }
        boolean code = property.kind() == FieldKind.CODE;
        String value = code ? text.strip().toUpperCase(Locale.ROOT) : text.stripTrailing();
        int max = property.maxLength();
        if (max > 0 && value.length() > max) {
            throw new BcException(
                    400,
                    "Application_StringExceededLength",
                    "The length of the string is " + value.length() + ", but it must be less than or equal to " + max
                            + " characters. Value: " + value + " (" + property.name() + ")");
        }
        return value;
    }

    private Object option(Property property, Object json) {
        String given = String.valueOf(json).strip();
        for (String member : enums.getOrDefault(property.options(), List.of())) {
            if (member.equals(given) || Computed.encoded(member).equals(given)) {
                return member;
            }
        }
        throw new BcException(
                400,
                "Unknown",
                "The value '" + json + "' is no member of " + property.options() + " (" + property.name() + ").");
    }

    private static Object decimal(Property property, Object json) {
        if (json instanceof Long || json instanceof BigDecimal) {
            return new BigDecimal(json.toString());
        }
        return unreadable(property, json);
    }

    private static Object guid(Property property, Object json) {
        if (json instanceof String text) {
            if (text.isEmpty()) {
                return Values.ZERO_ID;
            }
            if (Literals.isGuid(text)) {
                return UUID.fromString(text);
            }
        }
        throw new BcException(
                400, "Application_InvalidGUID", "The value '" + json + "' of " + property.name() + " is not a GUID.");
    }

    private static Object date(Property property, Object json) {
        try {
            return LocalDate.parse(String.valueOf(json));
        } catch (DateTimeException e) {
            return unreadable(property, json);
        }
    }

    private static Object time(Property property, Object json) {
        try {
            return Literals.time(String.valueOf(json));
        } catch (DateTimeException e) {
            return unreadable(property, json);
        }
    }

    private static Object unreadable(Property property, Object json) {
        throw BcException.badRequest("Cannot convert the value '" + json + "' of property '" + property.name()
                + "' to the expected type '" + property.kind().column().edm() + "'.");
    }
}
