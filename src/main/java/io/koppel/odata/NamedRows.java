package io.koppel.odata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that the text of a refusal names, by their id or by a value they hold (dataverse-web-api.md §8.2: a bulk message
 * does not always say which row). Texts change and are localised, so this is a hint about what to send alone next, never a
 * verdict.
 */
final class NamedRows {
    /** Ids, what stands in quotes, and numbers too large to be a limit or a count. */
    private static final Pattern NAMES = Pattern.compile("(?<id>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
            + "|'(?<single>[^']{2,})'|\"(?<double>[^\"]{2,})\"|(?<number>-?\\d{4,}(?:\\.\\d+)?)");

    private NamedRows() {}

    /** Places of the rows that the text names; none if it names too many of them to be of use. */
    static List<Integer> in(String text, List<Map<String, @Nullable Object>> rows) {
        Set<String> names = names(text);
        List<Integer> named = new ArrayList<>();
        if (names.isEmpty()) {
            return named;
        }
        for (int at = 0; at < rows.size(); at++) {
            if (rows.get(at).values().stream().anyMatch(value -> isNamed(value, names))) {
                named.add(at);
            }
        }
        return named.size() * 4 > Math.max(4, rows.size()) ? List.of() : named;
    }

    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        Matcher matcher = NAMES.matcher(text);
        while (matcher.find()) {
            String number = matcher.group("number");
            names.add(number == null ? unquoted(matcher) : plain(new BigDecimal(number)));
        }
        return names;
    }

    private static String unquoted(Matcher matcher) {
        String id = matcher.group("id");
        if (id != null) {
            return id.toLowerCase(Locale.ROOT);
        }
        String single = matcher.group("single");
        return single != null ? single : matcher.group("double");
    }

    private static boolean isNamed(@Nullable Object value, Set<String> names) {
        if (value instanceof String text) {
            // A lookup is written as the path of the row it refers to.
            int open = text.endsWith(")") ? text.lastIndexOf('(') : -1;
            return names.contains(text) || (open >= 0 && names.contains(text.substring(open + 1, text.length() - 1)));
        }
        if (value instanceof BigDecimal number) {
            return names.contains(plain(number));
        }
        return value instanceof Number && names.contains(value.toString());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
