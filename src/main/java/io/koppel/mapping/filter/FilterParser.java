package io.koppel.mapping.filter;

import io.koppel.mapping.Condition;
import io.koppel.mapping.filter.FilterTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter: {@code eq ne gt ge lt le and or not}, parentheses, {@code contains}, {@code startswith}, {@code endswith}.
 * As in both services texts compare without regard to case, and a comparison other than {@code ne} with an empty value fails.
 */
public final class FilterParser {
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Set<String> FUNCTIONS = Set.of("contains", "startswith", "endswith");

    private final List<Token> tokens;
    private final Set<String> columns = new LinkedHashSet<>();
    private int next;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * @param filter for example {@code blocked eq '_x0020_' and creditLimit gt 0}
     * @throws IllegalArgumentException if it cannot be read; the message says what was expected
     */
    public static Condition parse(String filter) {
        FilterParser parser = new FilterParser(FilterTokens.of(filter));
        Predicate<Map<String, @Nullable Object>> test = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw new IllegalArgumentException(
                    "expected 'and', 'or' or the end of the filter, not '" + parser.peek() + "'");
        }
        return new Filter(filter, test, Set.copyOf(parser.columns));
    }

    /**
     * The conditions a record must all meet: the parts of the filter that stand side by side with {@code and}, brackets around
     * the whole left out. One part if it is an {@code or}.
     *
     * @throws IllegalArgumentException if the filter cannot be read
     */
    public static List<Condition> conditions(String filter) {
        List<Token> tokens = FilterTokens.of(filter);
        parse(filter);
        while (isBracketed(tokens)) {
            tokens = tokens.subList(1, tokens.size() - 1);
        }
        List<List<Token>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        int depth = 0;
        boolean alternatives = false;
        for (Token token : tokens) {
            depth += token.quoted()
                    ? 0
                    : token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            boolean word = depth == 0 && !token.quoted();
            alternatives |= word && token.text().equals("or");
            if (word && token.text().equals("and")) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(token);
            }
        }
        return alternatives
                ? List.of(parse(filter))
                : parts.stream().map(part -> parse(text(part))).toList();
    }

    /** Whether one pair of brackets encloses all of it. */
    private static boolean isBracketed(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.quoted()
                    ? 0
                    : token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth == 0) {
                return i == tokens.size() - 1 && i > 0;
            }
        }
        return false;
    }

    private static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            boolean tight = text.length() == 0
                    || text.charAt(text.length() - 1) == '('
                    || token.text().equals(",")
                    || (!token.quoted()
                            && (token.text().equals(")") || token.text().equals("(")));
            text.append(tight ? "" : " ")
                    .append(token.quoted() ? "'" + token.text().replace("'", "''") + "'" : token.text());
        }
        return text.toString();
    }

    private record Filter(String text, Predicate<Map<String, @Nullable Object>> predicate, Set<String> columns)
            implements Condition {
        @Override
        public boolean test(Map<String, @Nullable Object> values) {
            return predicate.test(values);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private Predicate<Map<String, @Nullable Object>> or() {
        Predicate<Map<String, @Nullable Object>> left = and();
        while (accept("or")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<Map<String, @Nullable Object>> and() {
        Predicate<Map<String, @Nullable Object>> left = factor();
        while (accept("and")) {
            left = left.and(factor());
        }
        return left;
    }

    private Predicate<Map<String, @Nullable Object>> factor() {
        if (accept("not")) {
            return factor().negate();
        }
        if (accept("(")) {
            Predicate<Map<String, @Nullable Object>> inner = or();
            expect(")");
            return inner;
        }
        String word = name();
        return FUNCTIONS.contains(word) && "(".equals(peek()) ? function(word) : comparison(word);
    }

    private Predicate<Map<String, @Nullable Object>> function(String function) {
        expect("(");
        String column = name();
        expect(",");
        Token argument = take("a text in quotes");
        expect(")");
        if (!argument.quoted()) {
            throw new IllegalArgumentException(function + ": expected a text in quotes, not '" + argument.text() + "'");
        }
        columns.add(column);
        String text = FilterValues.folded(argument.text());
        return values -> {
            String value = FilterValues.folded(FilterValues.text(values.get(column)));
            return switch (function) {
                case "contains" -> value.contains(text);
                case "startswith" -> value.startsWith(text);
                default -> value.endsWith(text);
            };
        };
    }

    private Predicate<Map<String, @Nullable Object>> comparison(String column) {
        columns.add(column);
        String operator = take("one of eq, ne, gt, ge, lt, le").text();
        if (!OPERATORS.contains(operator)) {
            throw new IllegalArgumentException(
                    "after '" + column + "': expected one of eq, ne, gt, ge, lt, le, not '" + operator + "'");
        }
        Object literal = FilterValues.literal(take("a value"));
        return values -> FilterValues.compare(operator, values.get(column), literal);
    }

    private String name() {
        Token token = take("a column");
        if (token.quoted() || !token.text().matches("[A-Za-z_][A-Za-z0-9_/]*")) {
            throw new IllegalArgumentException("expected a column, not '" + token.text() + "'");
        }
        return token.text();
    }

    private Token take(String expected) {
        if (next >= tokens.size()) {
            throw new IllegalArgumentException("expected " + expected + " at the end of the filter");
        }
        return tokens.get(next++);
    }

    private @Nullable String peek() {
        return next < tokens.size() && !tokens.get(next).quoted()
                ? tokens.get(next).text()
                : null;
    }

    private boolean accept(String word) {
        boolean found = word.equals(peek());
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String word) {
        if (!accept(word)) {
            List<String> left = new ArrayList<>();
            tokens.subList(next, tokens.size()).forEach(token -> left.add(token.text()));
            throw new IllegalArgumentException("expected '" + word + "' before '" + String.join(" ", left) + "'");
        }
    }
}
