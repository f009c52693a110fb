package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Row;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions of a filter that make a value of a text, to be compared. */
final class TextFunctions {
    private TextFunctions() {}

    static RowMember of(Expression.Call call, RowMember argument, FilterDialect dialect) {
        return switch (call.name()) {
            case "tolower" -> text(call, argument, value -> value.toLowerCase(Locale.ROOT));
            case "toupper" -> text(call, argument, value -> value.toUpperCase(Locale.ROOT));
            case "trim" -> text(call, argument, String::strip);
            case "substring" -> text(call, argument, value -> substring(value, call));
            case "length" ->
                RowMember.computed(call.name(), ColumnType.INTEGER, row ->
                        (long) value(argument, row).length());
            default -> throw dialect.unsupported("The function '" + call.name() + "'");
        };
    }

    private static RowMember text(Expression.Call call, RowMember argument, Function<String, String> change) {
        return RowMember.computed(call.name(), ColumnType.TEXT, row -> change.apply(value(argument, row)));
    }

    private static String value(RowMember argument, Row row) {
        Object value = argument.value().apply(row);
        return value == null ? "" : value.toString();
    }

    private static String substring(String value, Expression.Call call) {
        int from = Math.min(number(call, 1, 0), value.length());
        int length = number(call, 2, value.length());
        return value.substring(from, Math.min(value.length(), from + length));
    }

    private static int number(Expression.Call call, int argument, int otherwise) {
        if (argument >= call.arguments().size()) {
            return otherwise;
        }
        @Nullable
        Object value = call.arguments().get(argument) instanceof Expression.Literal literal ? literal.value() : null;
        if (value instanceof Long number && number >= 0) {
            return (int) Math.min(number, Integer.MAX_VALUE / 2);
        }
        throw new FilterSyntaxException("substring expects whole numbers");
    }
}
