package io.koppel.mapping.rule;

import io.koppel.mapping.TransformationRule;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Every type of transformation rule, and the predefined codes (sync-semantics.md §15). */
public final class TransformationRules {
    private static final Map<String, Function<RuleParameters, TransformationRule>> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("uppercase", TextRules::uppercase),
            Map.entry("lowercase", TextRules::lowercase),
            Map.entry("title-case", TextRules::titleCase),
            Map.entry("trim", TextRules::trim),
            Map.entry("substring", TextRules::substring),
            Map.entry("replace", TextRules::replace),
            Map.entry("regular-expression-replace", TextRules::regularExpressionReplace),
            Map.entry("regular-expression-match", TextRules::regularExpressionMatch),
            Map.entry("remove-non-alphanumeric", TextRules::removeNonAlphanumeric),
            Map.entry("field-lookup", TextRules::fieldLookup),
            Map.entry("decimal-format", NumberRules::decimalFormat),
            Map.entry("round", NumberRules::round),
            Map.entry("date-format", DateRules::dateFormat),
            Map.entry("date-time-format", DateRules::dateTimeFormat),
            Map.entry("extract-from-date", DateRules::extractFromDate),
            Map.entry("unix-timestamp", DateRules::unixTimestamp),
            Map.entry("custom", TransformationRules::custom)));

    private static final Map<String, RuleParameters> CODES = new TreeMap<>(Map.ofEntries(
            code("UPPERCASE", "uppercase", Map.of()),
            code("LOWERCASE", "lowercase", Map.of()),
            code("TITLECASE", "title-case", Map.of()),
            code("TRIM", "trim", Map.of()),
            code("FOURTH_TO_SIXTH_CHAR", "substring", Map.of("start", "4", "length", "3")),
            code("YYYYMMDD_DATE", "date-format", Map.of("format", "yyyyMMdd")),
            code("YYYYMMDDHHMMSS_FMT", "date-time-format", Map.of("format", "yyyyMMddHHmmss")),
            code("ALPHANUMERIC_ONLY", "remove-non-alphanumeric", Map.of()),
            code("DK_DECIMAL_FORMAT", "decimal-format", Map.of("locale", "da-DK")),
            code("US_DATE_FORMAT", "date-format", Map.of("format", "M/d/yyyy", "locale", "en-US")),
            code("US_DATETIME_FORMAT", "date-time-format", Map.of("format", "M/d/yyyy h:mm:ss a", "locale", "en-US")),
            code("UNIXTIMESTAMP", "unix-timestamp", Map.of()),
            code("DELETE_NOTPROVIDED", "replace", Map.of("find", "NOTPROVIDED", "with", ""))));

    private TransformationRules() {}

    private static Map.Entry<String, RuleParameters> code(String code, String type, Map<String, String> values) {
        return Map.entry(code, new RuleParameters(type, values, Map.of()));
    }

    /** The types a rule in a mapping file may have. */
    public static List<String> types() {
        return List.copyOf(TYPES.keySet());
    }

    /** The predefined codes. */
    public static List<String> codes() {
        return List.copyOf(CODES.keySet());
    }

    /**
     * The rule behind a predefined code.
     *
     * @throws IllegalArgumentException if there is no such code
     */
    public static TransformationRule predefined(String code) {
        RuleParameters parameters = CODES.get(code);
        if (parameters == null) {
            throw new IllegalArgumentException("unknown transformation rule '" + code + "', expected "
                    + String.join(", ", CODES.keySet()) + " or a rule with a type");
        }
        return renamed(code, of(parameters));
    }

    /**
     * A rule with parameters.
     *
     * @throws IllegalArgumentException if the type is unknown, or a parameter is missing or makes no sense
     */
    public static TransformationRule of(RuleParameters parameters) {
        Function<RuleParameters, TransformationRule> type = TYPES.get(parameters.type());
        if (type == null) {
            throw new IllegalArgumentException("unknown rule type '" + parameters.type() + "', expected one of "
                    + String.join(", ", TYPES.keySet()));
        }
        return type.apply(parameters);
    }

    private static TransformationRule renamed(String name, TransformationRule rule) {
        return rule instanceof TextRule text ? new TextRule(name, text.change()) : rule;
    }

    /** A rule that an integrator wrote in Java, found as a service by its name. */
    private static TransformationRule custom(RuleParameters parameters) {
        String name = parameters.text("name");
        return ServiceLoader.load(TransformationRule.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no custom rule '" + name
                        + "' on the class path; put its jar into lib/ with META-INF/services/"
                        + TransformationRule.class.getName()));
    }
}
