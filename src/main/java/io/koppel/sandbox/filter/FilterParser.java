package io.koppel.sandbox.filter;

import io.koppel.sandbox.filter.Expression.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the OData filter language; which part of it a service answers is that service's. */
public final class FilterParser {
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final Tokenizer tokens;
    private final Map<String, String> aliases;

    private FilterParser(String source, Map<String, String> aliases) {
        this.tokens = new Tokenizer(source);
        this.aliases = aliases;
    }

    /**
     * Reads a filter.
     *
     * @param aliases values of {@code @name} parameters of the same URL
     * @throws FilterSyntaxException when it cannot be read
     */
    public static Expression parse(String source, Map<String, String> aliases) {
        FilterParser parser = new FilterParser(source, aliases);
        Expression expression = parser.or();
        if (parser.tokens.kind() != Tokenizer.Kind.END) {
            throw parser.tokens.failure("expected 'and', 'or' or the end");
        }
        return expression;
    }

    public static Expression parse(String source) {
        return parse(source, Map.of());
    }

    private Expression or() {
        Expression left = and();
        while (tokens.isWord("or")) {
            tokens.take();
            left = new Expression.Binary(Operator.OR, left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.isWord("and")) {
            tokens.take();
            left = new Expression.Binary(Operator.AND, left, not());
        }
        return left;
    }

    private Expression not() {
        if (tokens.isWord("not")) {
            tokens.take();
            return new Expression.Not(not());
        }
        return comparison();
    }

    private Expression comparison() {
        Expression left = primary();
        if (tokens.kind() == Tokenizer.Kind.WORD && COMPARISONS.contains(tokens.value())) {
            Operator operator = Operator.valueOf(tokens.take().toUpperCase(Locale.ROOT));
            return new Expression.Binary(operator, left, primary());
        }
        if (tokens.isWord("in")) {
            tokens.take();
            tokens.expect('(');
            return new Expression.In(left, list(')'));
        }
        return left;
    }

    private Expression primary() {
        if (tokens.isSign('(')) {
            tokens.take();
            Expression inner = or();
            tokens.expect(')');
            return inner;
        }
        if (tokens.isSign('[')) {
            tokens.take();
            return new Expression.ListValue(list(']'));
        }
        if (tokens.kind() == Tokenizer.Kind.TEXT) {
            return new Expression.Literal(tokens.take());
        }
        if (tokens.kind() != Tokenizer.Kind.WORD) {
            throw tokens.failure("expected a column, a function or a value");
        }
        return word(tokens.take());
    }

    private Expression word(String word) {
        if (word.startsWith("@")) {
            String alias = aliases.get(word);
            if (alias == null) {
                throw new FilterSyntaxException("parameter " + word + " has no value");
            }
            return parse(alias, Map.of());
        }
        if (tokens.kind() == Tokenizer.Kind.TEXT && word.contains(".")) {
            return new Expression.Literal(tokens.take());
        }
        Expression literal = Literals.of(word);
        if (literal != null) {
            return literal;
        }
        if (tokens.isSign('(')) {
            tokens.take();
            return call(word);
        }
        return path(word);
    }

    private Expression path(String first) {
        StringBuilder path = new StringBuilder(first);
        while (tokens.isSign('/')) {
            tokens.take();
            String step = tokens.take();
            if (tokens.isSign('(') && (step.equals("any") || step.equals("all"))) {
                tokens.take();
                return new Expression.Lambda(path.toString(), step.equals("all"), tokens.skipBrackets());
            }
            path.append('/').append(step);
        }
        return new Expression.Member(path.toString());
    }

    private Expression call(String name) {
        List<Expression> arguments = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.isSign(')')) {
            if (!arguments.isEmpty() || !named.isEmpty()) {
                tokens.expect(',');
            }
            Expression argument = or();
            if (tokens.isSign('=') && argument instanceof Expression.Member member) {
                tokens.take();
                named.put(member.path(), or());
            } else {
                arguments.add(argument);
            }
        }
        tokens.take();
        return new Expression.Call(name, arguments, named);
    }

    private List<Expression> list(char close) {
        List<Expression> values = new ArrayList<>();
        while (!tokens.isSign(close)) {
            if (!values.isEmpty()) {
                tokens.expect(',');
            }
            values.add(primary());
        }
        tokens.take();
        return values;
    }
}
