package io.koppel.mapping.rule;

import io.koppel.mapping.TransformationRule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.IsoFields;
import java.util.function.Function;

/** The rules that read dates and times; their results are ISO dates and UTC times, as OData takes them. */
final class DateRules {
    private DateRules() {}

    /** Reads a date written in {@code format}. */
    static TransformationRule dateFormat(RuleParameters parameters) {
        DateTimeFormatter format = format(parameters);
        return rule(
                parameters,
                text -> LocalDate.parse(text, format).toString(),
                "a date in the form " + parameters.text("format"));
    }

    /** Reads a date and time written in {@code format}, taken as UTC. */
    static TransformationRule dateTimeFormat(RuleParameters parameters) {
        DateTimeFormatter format = format(parameters);
        return rule(
                parameters,
                text -> LocalDateTime.parse(text, format)
                        .toInstant(ZoneOffset.UTC)
                        .toString(),
                "a date and time in the form " + parameters.text("format"));
    }

    private static DateTimeFormatter format(RuleParameters parameters) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(parameters.text("format"))
                    .toFormatter(parameters.locale());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule type '" + parameters.type() + "': format: " + e.getMessage(), e);
        }
    }

    /** One part of a date: year, quarter, month, week, day, weekday (Monday is 1), hour, minute or second. */
    static TransformationRule extractFromDate(RuleParameters parameters) {
        Function<LocalDateTime, Integer> part = part(parameters.text("part"));
        return rule(
                parameters,
                text -> BigDecimal.valueOf(part.apply(
                        text.length() == 10
                                ? LocalDate.parse(text).atStartOfDay()
                                : OffsetDateTime.parse(text)
                                        .withOffsetSameInstant(ZoneOffset.UTC)
                                        .toLocalDateTime())),
                "a date or a date and time");
    }

    private static Function<LocalDateTime, Integer> part(String part) {
        return switch (part) {
            case "year" -> LocalDateTime::getYear;
            case "quarter" -> time -> time.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> LocalDateTime::getMonthValue;
            case "week" -> time -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> LocalDateTime::getDayOfMonth;
            case "weekday" -> time -> time.getDayOfWeek().getValue();
            case "hour" -> LocalDateTime::getHour;
            case "minute" -> LocalDateTime::getMinute;
            case "second" -> LocalDateTime::getSecond;
            default ->
                throw new IllegalArgumentException(
                        "rule type 'extract-from-date': part: expected year, quarter, month, week, day, weekday, hour, minute or second, not '"
                                + part + "'");
        };
    }

    /** Seconds since 1970 as a date and time. */
    static TransformationRule unixTimestamp(RuleParameters parameters) {
        return rule(
                parameters,
                text -> Instant.ofEpochSecond(new BigDecimal(text).longValueExact())
                        .toString(),
                "whole seconds since 1970");
    }

    private static TransformationRule rule(
            RuleParameters parameters, Function<String, Object> change, String expected) {
        return new TextRule(parameters.type(), text -> {
            try {
                return change.apply(text.strip());
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("expected " + expected + ", not '" + text + "'", e);
            }
        });
    }
}
