package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Values;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterCompiler;
import io.koppel.sandbox.filter.Literals;
import io.koppel.sandbox.filter.MemberResolver;
import io.koppel.sandbox.filter.RowMember;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query functions of `$filter`: full namespace, named parameters, values as texts (dataverse-web-api.md §5.2).
 *
 * @param now the service's time
 * @param user the caller
 */
record QueryFunctions(Instant now, UUID user) {
    static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    /** The test a call stands for. */
    Predicate<Row> of(Expression.Call call, MemberResolver members, DataverseDialect dialect) {
        String name = call.name().substring(NAMESPACE.length());
        String property = text(name, call.named().get("PropertyName"));
        RowMember member = members.resolve(property);
        if (member == null) {
            // Logical names of lookups are accepted here, too.
            member = members.resolve("_" + property + "_value");
        }
        if (member == null) {
            throw dialect.unknownMember(property);
        }
        RowMember column = member;
        return switch (name) {
            case "In" -> oneOf(column, list(name, call));
            case "NotIn" -> {
                Predicate<Row> inside = oneOf(column, list(name, call));
                yield row -> column.value().apply(row) != null && !inside.test(row);
            }
            case "Between", "NotBetween" -> {
                List<String> ends = list(name, call);
                if (ends.size() != 2) {
                    throw DataverseError.query(name + " takes two values.");
                }
                Predicate<Row> inside = between(column, value(column, ends.get(0)), value(column, ends.get(1)));
                yield name.equals("Between") ? inside : inside.negate();
            }
            case "EqualUserId" -> row -> user.equals(column.value().apply(row));
            case "NotEqualUserId" -> row -> !user.equals(column.value().apply(row));
            default -> onDates(name, call, column, dialect);
        };
    }

    private Predicate<Row> onDates(String name, Expression.Call call, RowMember column, DataverseDialect dialect) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        @Nullable Expression argument = call.named().get("PropertyValue");
        return switch (column.type() == ColumnType.DATE_TIME ? name : "") {
            case "Today" -> days(column, today, today);
            case "Yesterday" -> days(column, today.minusDays(1), today.minusDays(1));
            case "Tomorrow" -> days(column, today.plusDays(1), today.plusDays(1));
            case "Last7Days" -> days(column, today.minusDays(7), today);
            case "On" -> days(column, day(name, argument), day(name, argument));
            case "NotOn" ->
                days(column, day(name, argument), day(name, argument)).negate();
            case "OnOrAfter" -> between(column, start(day(name, argument)), Instant.MAX);
            case "OnOrBefore" -> days(column, LocalDate.EPOCH, day(name, argument));
            case "LastXHours" -> between(column, now.minus(Duration.ofHours(number(name, argument))), now);
            case "LastXDays" -> between(column, start(today.minusDays(number(name, argument))), now);
            case "NextXHours" -> between(column, now, now.plus(Duration.ofHours(number(name, argument))));
            case "NextXDays" -> between(column, now, start(today.plusDays(number(name, argument) + 1)));
            case "OlderThanXMinutes" -> before(column, now.minus(Duration.ofMinutes(number(name, argument))));
            case "OlderThanXHours" -> before(column, now.minus(Duration.ofHours(number(name, argument))));
            case "OlderThanXDays" -> before(column, start(today.minusDays(number(name, argument))));
            default ->
                throw dialect.unsupported("The query function " + NAMESPACE + name + " on '" + column.name() + "'");
        };
    }

    private static Predicate<Row> oneOf(RowMember column, List<String> texts) {
        Set<Object> values =
                texts.stream().map(text -> fold(value(column, text))).collect(Collectors.toSet());
        return row -> {
            Object value = column.value().apply(row);
            return value != null && values.contains(fold(value));
        };
    }

    private static Object fold(Object value) {
        return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
    }

    private static Predicate<Row> between(RowMember column, Object from, Object to) {
        return row -> {
            Object value = column.value().apply(row);
            return value != null && Values.compare(value, from) >= 0 && Values.compare(value, to) <= 0;
        };
    }

    private static Predicate<Row> days(RowMember column, LocalDate first, LocalDate last) {
        return between(column, start(first), start(last.plusDays(1)).minusNanos(1));
    }

    private static Predicate<Row> before(RowMember column, Instant until) {
        return row -> {
            Object value = column.value().apply(row);
            return value != null && Values.compare(value, until) < 0;
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A parameter, which comes as text, as the column's type. */
    private static Object value(RowMember column, String text) {
        if (column.type() == ColumnType.TEXT) {
            return text;
        }
        Expression.Literal literal = Literals.of(text);
        Object value = literal == null ? null : FilterCompiler.fit(column, literal.value());
        if (value == null) {
            throw DataverseError.query("'" + text + "' is not a value of '" + column.name() + "' ("
                    + column.type().edm() + ").");
        }
        return value;
    }

    private static LocalDate day(String function, @Nullable Expression argument) {
        String text = text(function, argument);
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            throw DataverseError.query("'" + text + "' is not a date for " + function + ".");
        }
    }

    private static long number(String function, @Nullable Expression argument) {
        try {
            return Long.parseLong(text(function, argument));
        } catch (NumberFormatException e) {
            throw DataverseError.query(function + " takes a whole number as PropertyValue.");
        }
    }

    private static String text(String function, @Nullable Expression argument) {
        if (argument instanceof Expression.Literal literal && literal.value() != null) {
            return literal.value().toString();
        }
        throw DataverseError.query(
                NAMESPACE + function + " takes the named parameters PropertyName and PropertyValue or PropertyValues.");
    }

    private static List<String> list(String function, Expression.Call call) {
        if (!(call.named().get("PropertyValues") instanceof Expression.ListValue list)) {
            throw DataverseError.query(NAMESPACE + function + " takes PropertyValues, a list of texts.");
        }
        List<String> texts = new ArrayList<>();
        list.values().forEach(value -> texts.add(text(function, value)));
        return texts;
    }
}
