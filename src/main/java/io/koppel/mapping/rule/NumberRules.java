package io.koppel.mapping.rule;

import io.koppel.mapping.TransformationRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** The rules that read or change numbers. */
final class NumberRules {
    private NumberRules() {}

    /** Reads a number as people of {@code locale} write it: {@code 1.234,56} in da-DK. */
    static TransformationRule decimalFormat(RuleParameters parameters) {
        NumberFormat shared = NumberFormat.getNumberInstance(parameters.locale());
        return new TextRule(parameters.type(), text -> {
            // A NumberFormat keeps state while it parses, and rules are called from several threads.
            DecimalFormat format = (DecimalFormat) shared.clone();
            format.setParseBigDecimal(true);
            ParsePosition position = new ParsePosition(0);
            String number = text.strip();
            Object value = format.parse(number, position);
            if (value == null || position.getIndex() < number.length()) {
                throw new IllegalArgumentException("expected a number as written in "
                        + parameters.locale().toLanguageTag() + ", not '" + text + "'");
            }
            return value;
        });
    }

    /** To the nearest multiple of {@code precision}; {@code rounding} is nearest, up or down (away from and towards zero). */
    static TransformationRule round(RuleParameters parameters) {
        BigDecimal precision = decimal(parameters.text("precision", "0.01"));
        if (precision.signum() <= 0) {
            throw new IllegalArgumentException("rule type 'round': precision: expected a number above zero");
        }
        RoundingMode mode = mode(parameters.text("rounding", "nearest"));
        return new TextRule(parameters.type(), text -> decimal(text)
                .divide(precision, 0, mode)
                .multiply(precision)
                .stripTrailingZeros());
    }

    private static RoundingMode mode(String rounding) {
        return switch (rounding) {
            case "nearest" -> RoundingMode.HALF_UP;
            case "up" -> RoundingMode.UP;
            case "down" -> RoundingMode.DOWN;
            default ->
                throw new IllegalArgumentException(
                        "rule type 'round': rounding: expected nearest, up or down, not '" + rounding + "'");
        };
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number, not '" + text + "'", e);
        }
    }
}
