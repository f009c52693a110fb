package io.koppel.odata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    private static final int ID_LENGTH = 36;

    private NamedRows() {}

    /** Places of the rows that the text names; none if it names too many of them to be of use. */
    static List<Integer> in(String text, List<Map<String, @Nullable Object>> rows) {
        return holding(names(text), rows);
    }

    /** Places of the rows that hold one of these values; none if they are too many to be of use. */
    static List<Integer> holding(Set<String> names, List<Map<String, @Nullable Object>> rows) {
        List<Integer> named = new ArrayList<>();
        if (names.isEmpty()) {
            return named;
        }
        Wanted wanted = Wanted.of(names);
        for (int at = 0; at < rows.size(); at++) {
            if (wanted.isHeld(rows.get(at))) {
                named.add(at);
            }
        }
        return named.size() * 4 > Math.max(4, rows.size()) ? List.of() : named;
    }

    /** Which of these values a row holds. */
    static Set<String> held(Set<String> names, Map<String, @Nullable Object> row) {
        Set<String> held = new HashSet<>();
        Wanted wanted = Wanted.of(names);
        for (Object value : row.values()) {
            String name = wanted.name(value);
            if (name != null) {
                held.add(name);
            }
        }
        return held;
    }

    /** The values for which each row was refused, as far as its refusal names them; none for a row that was not. */
    static List<Set<String>> blamed(List<Map<String, @Nullable Object>> rows, List<WriteResult> results) {
        List<Set<String>> blamed = new ArrayList<>(rows.size());
        for (int at = 0; at < rows.size(); at++) {
            blamed.add(
                    results.get(at) instanceof WriteResult.Refused of && BulkSender.concernsRows(of.error())
                            ? held(names(of.error().message()), rows.get(at))
                            : Set.of());
        }
        return blamed;
    }

    /** What a text may name: ids, what stands in quotes, large numbers. */
    static Set<String> names(String text) {
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

    /**
     * Names as they are looked for among the values of many rows: most texts are told apart by their length alone, numbers by their
     * nearest double, which costs less than writing them out.
     *
     * @param lengths of the names
     * @param numbers those names that are numbers, in order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wanted(Set<String> names, BitSet lengths, double[] numbers) {
        static Wanted of(Set<String> names) {
            BitSet lengths = new BitSet();
            names.forEach(name -> lengths.set(name.length()));
            double[] numbers = names.stream()
                    .filter(name -> NUMBER.matcher(name).matches())
                    .mapToDouble(Double::parseDouble)
                    .sorted()
                    .toArray();
            return new Wanted(names, lengths, numbers);
        }

        boolean isHeld(Map<String, @Nullable Object> row) {
            for (Object value : row.values()) {
                if (name(value) != null) {
                    return true;
                }
            }
            return false;
        }

        /** The name that a value is, null if it is none. */
        @Nullable
        String name(@Nullable Object value) {
            if (value instanceof String text) {
                if (lengths.get(text.length()) && names.contains(text)) {
                    return text;
                }
                // A lookup is written as the path of the row it refers to, which ends with its id.
                int open = text.length() - ID_LENGTH - 2;
                return lengths.get(ID_LENGTH) && open >= 0 && text.charAt(open) == '(' && text.endsWith(")")
                        ? among(text.substring(open + 1, text.length() - 1))
                        : null;
            }
            return value instanceof Number number && Arrays.binarySearch(numbers, number.doubleValue()) >= 0
                    ? among(number instanceof BigDecimal decimal ? plain(decimal) : number.toString())
                    : null;
        }

        private @Nullable String among(String text) {
            return names.contains(text) ? text : null;
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
