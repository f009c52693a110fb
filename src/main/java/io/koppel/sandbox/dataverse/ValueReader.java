package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of a body as the column's type (dataverse-web-api.md §10.1): `''` becomes null, date-times lose their
 * fractions, texts are measured, choices must be known.
 */
final class ValueReader {
    /** The range the service allows for money columns. */
    private static final BigDecimal MONEY_LIMIT = new BigDecimal("922337203685477");

    private static final int DECIMALS = 10;

    private final Choices choices;

    ValueReader(Choices choices) {
        this.choices = choices;
    }

    /** The value the parser stands at: String, Long, Boolean, BigDecimal, UUID, Instant or LocalDate. */
    @Nullable
    Object read(DataverseTable table, DataverseColumn column, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (column.type()) {
            case TEXT, MEMO -> text(column, parser);
            case INTEGER -> (long) integer(column, parser);
            case BIGINT -> whole(column, parser);
            case BOOLEAN -> bool(column, parser);
            case DECIMAL -> number(column, parser).setScale(DECIMALS, RoundingMode.HALF_UP);
            case MONEY -> money(column, parser);
            case DOUBLE -> number(column, parser);
            case KEY, GUID -> guid(column, parser);
            case DATETIME -> dateTime(column, string(column, parser, "a date-time"));
            case DATE -> date(column, string(column, parser, "a date"));
            case CHOICE, STATE, STATUS -> (long) choice(table, column, integer(column, parser));
            case BINARY -> string(column, parser, "base64 text");
            case MANAGED, LOOKUP, OWNER -> throw wrong(column, "an object", parser);
        };
    }

    private static @Nullable String text(DataverseColumn column, JsonParser parser) throws IOException {
        String value = string(column, parser, "a text");
        if (value.length() > column.maxLength()) {
            throw DataverseError.tooLong(column.logicalName(), column.maxLength(), value.length());
        }
        return value.isEmpty() ? null : value;
    }

    private static String string(DataverseColumn column, JsonParser parser, String expected) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(column, expected, parser);
        }
        return parser.getText();
    }

    private static Integer integer(DataverseColumn column, JsonParser parser) throws IOException {
        long value = whole(column, parser);
        if (value != (int) value) {
            throw wrong(column, "a whole number of 32 bits", parser);
        }
        return (int) value;
    }

    private static Long whole(DataverseColumn column, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw wrong(column, "a whole number", parser);
        }
        return parser.getLongValue();
    }

    private static Boolean bool(DataverseColumn column, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong(column, "true or false", parser);
        };
    }

    private static BigDecimal number(DataverseColumn column, JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw wrong(column, "a number", parser);
        }
        return parser.getDecimalValue();
    }

    private static BigDecimal money(DataverseColumn column, JsonParser parser) throws IOException {
        BigDecimal value = number(column, parser);
        if (value.abs().compareTo(MONEY_LIMIT) > 0) {
            throw new DataverseError(
                    400,
                    "0x80040317",
                    "A validation error occurred. The value " + value + " of '" + column.logicalName()
                            + "' is outside the valid range.");
        }
        return value;
    }

    private static UUID guid(DataverseColumn column, JsonParser parser) throws IOException {
        UUID id = Guids.parse(string(column, parser, "a GUID"));
        if (id == null) {
            throw wrong(column, "a GUID", parser);
        }
        return id;
    }

    private static Instant dateTime(DataverseColumn column, String text) {
        try {
            return (text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant())
                    .truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            throw DataverseError.payload("Cannot convert the literal '" + text
                    + "' to the expected type 'Edm.DateTimeOffset' of '" + column.property() + "'.");
        }
    }

    private static LocalDate date(DataverseColumn column, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw DataverseError.payload("Cannot convert the literal '" + text
                    + "' to the expected type 'Edm.Date' of '" + column.property() + "'.");
        }
    }

    private Integer choice(DataverseTable table, DataverseColumn column, Integer value) {
        if (column.type() == ColumnType.STATE && choices.option(table, column, value) == null) {
            throw new DataverseError(
                    400, "0x80043af9", value + " is not a valid state code on " + table.logicalName() + ".");
        }
        if (column.type() == ColumnType.CHOICE && choices.option(table, column, value) == null) {
            throw DataverseError.choiceUnknown(column.logicalName(), value);
        }
        return value;
    }

    private static DataverseError wrong(DataverseColumn column, String expected, JsonParser parser) throws IOException {
        return DataverseError.payload("'" + column.property() + "' takes " + expected + "; the body has "
                + parser.currentToken().name().toLowerCase(java.util.Locale.ROOT) + " '" + parser.getText() + "'.");
    }
}
