package io.koppel.mapping.rule;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one rule as written in a mapping file.
 *
 * @param type the rule's type
 * @param values parameter name to text
 * @param pairs the rows of a {@code field-lookup}
 */
public record RuleParameters(String type, Map<String, String> values, Map<String, String> pairs) {

    /** @throws IllegalArgumentException if the parameter is missing */
    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("rule type '" + type + "' needs the parameter '" + name + "'");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    @Nullable
    String optional(String name) {
        return values.get(name);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "rule type '" + type + "': " + name + ": expected a whole number, not '" + value + "'", e);
        }
    }

    Pattern pattern(String name) {
        try {
            return Pattern.compile(text(name));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "rule type '" + type + "': " + name + ": not a regular expression: " + e.getDescription(), e);
        }
    }

    Locale locale() {
        return Locale.forLanguageTag(text("locale", "en-US"));
    }
}
