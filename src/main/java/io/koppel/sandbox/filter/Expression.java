package io.koppel.sandbox.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code $filter} says, before a service decides what of it it can do. */
public sealed interface Expression {
    /** {@code and}, {@code or} and the comparisons. */
    enum Operator {
        AND,
        OR,
        EQ,
        NE,
        GT,
        GE,
        LT,
        LE
    }

    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    record Not(Expression inner) implements Expression {}

    /** A value: text, whole or decimal number, truth value, id, time, date, or null. */
    record Literal(@Nullable Object value) implements Expression {}

    /** A column, or a path through navigation properties. */
    record Member(String path) implements Expression {}

    /** A function, its arguments by place or by name. */
    record Call(String name, List<Expression> arguments, Map<String, Expression> named) implements Expression {}

    /** {@code member in (a, b)}. */
    record In(Expression member, List<Expression> values) implements Expression {}

    /** A JSON list as argument of a query function. */
    record ListValue(List<Expression> values) implements Expression {}

    /** {@code path/any(…)}, {@code path/all(…)}; its inside as it was written. */
    record Lambda(String path, boolean all, String text) implements Expression {}
}
