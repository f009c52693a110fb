package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.ColumnType;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Values;
import io.koppel.sandbox.filter.Expression.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a test over rows of a filter. */
public final class FilterCompiler {
    private final MemberResolver members;
    private final FilterDialect dialect;

    public FilterCompiler(MemberResolver members, FilterDialect dialect) {
        this.members = members;
        this.dialect = dialect;
    }

    /**
     * The test of a filter; none passes every row.
     *
     * @throws RuntimeException as the dialect refuses unknown names and functions
     */
    public Predicate<Row> compile(@Nullable Expression filter) {
        return filter == null ? row -> true : test(filter);
    }

    private Predicate<Row> test(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case AND -> test(binary.left()).and(test(binary.right()));
                case OR -> test(binary.left()).or(test(binary.right()));
                default -> comparison(binary);
            };
        } else if (expression instanceof Expression.Not not) {
            return test(not.inner()).negate();
        } else if (expression instanceof Expression.In in) {
            RowMember member = member(in.member());
            List<Predicate<Row>> any = new ArrayList<>();
            in.values().forEach(value -> any.add(compare(Operator.EQ, member, literal(member, value))));
            return row -> any.stream().anyMatch(test -> test.test(row));
        } else if (expression instanceof Expression.Call call) {
            return call(call);
        } else if (expression instanceof Expression.Lambda lambda) {
            Predicate<Row> own = dialect.lambda(lambda);
            if (own != null) {
                return own;
            }
        } else if (expression instanceof Expression.Literal literal && literal.value() instanceof Boolean truth) {
            return row -> truth;
        } else if (expression instanceof Expression.Member member) {
            RowMember flag = resolve(member.path());
            return row -> Boolean.TRUE.equals(flag.value().apply(row));
        }
        throw dialect.unsupported("A filter of this form");
    }

    private Predicate<Row> comparison(Expression.Binary binary) {
        Expression left = binary.left();
        Expression right = binary.right();
        if (left instanceof Expression.Literal && !(right instanceof Expression.Literal)) {
            return comparison(new Expression.Binary(mirrored(binary.operator()), /* left= */ right, /* right= */ left));
        }
        if (left instanceof Expression.Call call
                && right instanceof Expression.Literal truth
                && truth.value() instanceof Boolean expected
                && isTest(call)) {
            Predicate<Row> test = call(call);
            return (binary.operator() == Operator.EQ) == expected ? test : test.negate();
        }
        RowMember member = operand(left);
        if (right instanceof Expression.Literal) {
            return compare(binary.operator(), member, literal(member, right));
        }
        RowMember other = operand(right);
        return row -> holds(
                binary.operator(), member.value().apply(row), other.value().apply(row));
    }

    private static boolean isTest(Expression.Call call) {
        return switch (call.name()) {
            case "tolower", "toupper", "substring", "trim", "length", "concat", "indexof" -> false;
            default -> true;
        };
    }

    private Predicate<Row> compare(Operator operator, RowMember member, @Nullable Object value) {
        return row -> holds(operator, member.value().apply(row), value);
    }

    private boolean holds(Operator operator, @Nullable Object left, @Nullable Object right) {
        if (operator == Operator.EQ || operator == Operator.NE) {
            boolean equal = (left == null || right == null) ? left == right : order(left, right) == 0;
            return equal == (operator == Operator.EQ);
        }
        if (left == null || right == null) {
            return false;
        }
        int order = order(left, right);
        return switch (operator) {
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    private int order(Object left, Object right) {
        if (dialect.ignoresCase() && left instanceof String a && right instanceof String b) {
            return a.compareToIgnoreCase(b);
        }
        return Values.compare(left, right);
    }

    private Predicate<Row> call(Expression.Call call) {
        Predicate<Row> own = dialect.function(call, members);
        if (own != null) {
            return own;
        }
        if (call.arguments().size() != 2) {
            throw dialect.unsupported("The function '" + call.name() + "'");
        }
        Function<Row, @Nullable Object> text = operand(call.arguments().get(0)).value();
        if (!(call.arguments().get(1) instanceof Expression.Literal literal)
                || !(literal.value() instanceof String raw)) {
            throw dialect.unsupported("The function '" + call.name() + "' with these arguments");
        }
        String part = fold(raw);
        return switch (call.name()) {
            case "contains" -> row -> fold(text.apply(row)).contains(part);
            case "startswith" -> row -> fold(text.apply(row)).startsWith(part);
            case "endswith" -> row -> fold(text.apply(row)).endsWith(part);
            default -> throw dialect.unsupported("The function '" + call.name() + "'");
        };
    }

    private String fold(@Nullable Object text) {
        String value = text == null ? "" : text.toString();
        return dialect.ignoresCase() ? value.toLowerCase(Locale.ROOT) : value;
    }

    private RowMember operand(Expression expression) {
        if (expression instanceof Expression.Member member) {
            return resolve(member.path());
        }
        if (expression instanceof Expression.Call call && !call.arguments().isEmpty() && !isTest(call)) {
            return TextFunctions.of(call, operand(call.arguments().get(0)), dialect);
        }
        throw dialect.unsupported("A filter of this form");
    }

    private RowMember member(Expression expression) {
        if (expression instanceof Expression.Member member) {
            return resolve(member.path());
        }
        throw dialect.unsupported("A list of values for anything but a column");
    }

    private RowMember resolve(String path) {
        RowMember found = members.resolve(path);
        if (found == null) {
            throw dialect.unknownMember(path);
        }
        return found;
    }

    private @Nullable Object literal(RowMember member, Expression expression) {
        if (!(expression instanceof Expression.Literal literal)) {
            throw dialect.unsupported("A list of anything but values");
        }
        return fit(member, dialect.literal(member, literal.value()));
    }

    /** Makes a literal comparable with the member's values, or refuses it. */
    public static @Nullable Object fit(RowMember member, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        boolean fits =
                switch (member.type()) {
                    case TEXT -> value instanceof String;
                    case INTEGER, LONG, DECIMAL, DOUBLE -> value instanceof Long || value instanceof BigDecimal;
                    case BOOLEAN -> value instanceof Boolean;
                    case GUID -> value instanceof java.util.UUID;
                    case DATE -> value instanceof LocalDate;
                    case DATE_TIME -> value instanceof Instant || value instanceof LocalDate;
                };
        if (!fits) {
            throw new FilterSyntaxException("The value '" + value + "' does not fit " + member.name() + " of type "
                    + member.type().edm());
        }
        if (member.type() == ColumnType.DATE_TIME && value instanceof LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return value;
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case GT -> Operator.LT;
            case GE -> Operator.LE;
            case LT -> Operator.GT;
            case LE -> Operator.GE;
            default -> operator;
        };
    }
}
