package io.koppel.mapping.rule;

import io.koppel.mapping.TransformationRule;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that change texts. */
final class TextRules {
    private static final Pattern WORD = Pattern.compile("\\S+");

    private TextRules() {}

    static TransformationRule uppercase(RuleParameters parameters) {
        return new TextRule(parameters.type(), text -> text.toUpperCase(Locale.ROOT));
    }

    static TransformationRule lowercase(RuleParameters parameters) {
        return new TextRule(parameters.type(), text -> text.toLowerCase(Locale.ROOT));
    }

    static TransformationRule titleCase(RuleParameters parameters) {
        return new TextRule(parameters.type(), text -> WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(capitalized(word.group()))));
    }

    private static String capitalized(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT)
                + word.substring(first).toLowerCase(Locale.ROOT);
    }

    static TransformationRule trim(RuleParameters parameters) {
        return new TextRule(parameters.type(), String::strip);
    }

    /** From {@code start} (1 is the first character), or after {@code after}; {@code length} characters, or up to {@code before}. */
    static TransformationRule substring(RuleParameters parameters) {
        String after = parameters.optional("after");
        String before = parameters.optional("before");
        int start = parameters.number("start", 1);
        int length = parameters.number("length", Integer.MAX_VALUE);
        if (start < 1 || length < 0) {
            throw new IllegalArgumentException(
                    "rule type 'substring': expected start of at least 1 and no negative length");
        }
        return new TextRule(parameters.type(), text -> {
            int from = after == null ? start - 1 : end(text.indexOf(after), after.length());
            if (from < 0 || from >= text.length()) {
                return "";
            }
            int stop = before == null ? -1 : text.indexOf(before, from);
            int to = stop >= 0 ? stop : text.length();
            return text.substring(from, (int) Math.min(to, (long) from + length));
        });
    }

    private static int end(int index, int length) {
        return index < 0 ? -1 : index + length;
    }

    static TransformationRule replace(RuleParameters parameters) {
        String find = parameters.text("find");
        String with = parameters.text("with", "");
        if (find.isEmpty()) {
            throw new IllegalArgumentException("rule type 'replace': find: expected a text that is not empty");
        }
        return new TextRule(parameters.type(), text -> text.replace(find, with));
    }

    static TransformationRule regularExpressionReplace(RuleParameters parameters) {
        Pattern find = parameters.pattern("find");
        String with = parameters.text("with", "");
        return new TextRule(parameters.type(), text -> {
            try {
                return find.matcher(text).replaceAll(with);
            } catch (IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("'" + with + "' names a group that '" + find + "' does not have", e);
            }
        });
    }

    /** The first match, or nothing. */
    static TransformationRule regularExpressionMatch(RuleParameters parameters) {
        Pattern find = parameters.pattern("find");
        return new TextRule(parameters.type(), text -> {
            Matcher matcher = find.matcher(text);
            return matcher.find() ? matcher.group() : "";
        });
    }

    static TransformationRule removeNonAlphanumeric(RuleParameters parameters) {
        return new TextRule(parameters.type(), text -> text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    /**
     * Looks the value up in a list of pairs that stands in the mapping file: Business Central's rule looks into one of its
     * tables, which a program outside cannot do for each value.
     */
    static TransformationRule fieldLookup(RuleParameters parameters) {
        Map<String, String> pairs = Map.copyOf(parameters.pairs());
        String otherwise = parameters.optional("otherwise");
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(
                    "rule type 'field-lookup' needs the parameter 'table' with at least one pair");
        }
        return new TextRule(parameters.type(), text -> {
            String found = pairs.get(text);
            return found != null ? found : otherwise == null ? text : otherwise;
        });
    }
}
