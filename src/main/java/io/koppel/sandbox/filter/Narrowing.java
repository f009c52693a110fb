package io.koppel.sandbox.filter;

import io.koppel.sandbox.core.Table;
import io.koppel.sandbox.filter.Expression.Operator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a filter says about columns that have an index, so that not every row need be looked at. */
final class Narrowing {
    private final Table table;
    private final MemberResolver members;
    private final FilterDialect dialect;

    Narrowing(Table table, MemberResolver members, FilterDialect dialect) {
        this.table = table;
        this.members = members;
        this.dialect = dialect;
    }

    /** The values of one member outside which no row passes. */
    record Values(RowMember member, Set<Object> values) {}

    /** The best set of values of an id or an indexed column, or null. */
    @Nullable
    Values values(@Nullable Expression filter) {
        if (filter instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case AND -> better(values(binary.left()), values(binary.right()));
                case OR -> union(values(binary.left()), values(binary.right()));
                case EQ -> equal(binary.left(), List.of(binary.right()));
                default -> null;
            };
        } else if (filter instanceof Expression.In in) {
            return equal(in.member(), in.values());
        } else if (filter instanceof Expression.Call call && call.name().equals("Microsoft.Dynamics.CRM.In")) {
            return queryFunction(call);
        }
        return null;
    }

    /** The least modification stamp a row must have to pass, or null. */
    java.time.@Nullable Instant leastStamp(@Nullable Expression filter) {
        if (!(filter instanceof Expression.Binary binary)) {
            return null;
        }
        if (binary.operator() == Operator.AND) {
            java.time.Instant left = leastStamp(binary.left());
            java.time.Instant right = leastStamp(binary.right());
            return left == null || (right != null && right.isAfter(left)) ? right : left;
        }
        boolean lower = binary.operator() == Operator.GE || binary.operator() == Operator.GT;
        RowMember member = member(binary.left());
        if (!lower || member == null || member.kind() != RowMember.Kind.STAMP) {
            return null;
        }
        Object value = binary.right() instanceof Expression.Literal literal
                ? FilterCompiler.fit(member, literal.value())
                : null;
        return value instanceof java.time.Instant instant ? instant : null;
    }

    private @Nullable Values equal(Expression left, List<Expression> right) {
        RowMember member = member(left);
        if (member == null || !isIndexed(member)) {
            return null;
        }
        Set<Object> values = new LinkedHashSet<>();
        for (Expression expression : right) {
            Object value = expression instanceof Expression.Literal literal
                    ? FilterCompiler.fit(member, dialect.literal(member, literal.value()))
                    : null;
            if (value == null || value.equals("")) {
                return null;
            }
            values.add(value);
        }
        return new Values(member, values);
    }

    private @Nullable Values queryFunction(Expression.Call call) {
        Expression name = call.named().get("PropertyName");
        Expression list = call.named().get("PropertyValues");
        if (!(name instanceof Expression.Literal literal)
                || !(literal.value() instanceof String path)
                || !(list instanceof Expression.ListValue values)) {
            return null;
        }
        RowMember member = members.resolve(path);
        if (member == null || member.kind() != RowMember.Kind.ID) {
            return null;
        }
        Set<Object> ids = new LinkedHashSet<>();
        for (Expression value : values.values()) {
            Object id = value instanceof Expression.Literal one ? one.value() : null;
            if (id instanceof UUID) {
                ids.add(id);
            } else if (id instanceof String text && Literals.isGuid(text)) {
                ids.add(UUID.fromString(text));
            } else {
                return null;
            }
        }
        return new Values(member, ids);
    }

    private static @Nullable Values better(@Nullable Values left, @Nullable Values right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return right.member().kind() == RowMember.Kind.ID ? right : left;
    }

    private static @Nullable Values union(@Nullable Values left, @Nullable Values right) {
        if (left == null
                || right == null
                || !left.member().name().equals(right.member().name())) {
            return null;
        }
        left.values().addAll(right.values());
        return left;
    }

    private @Nullable RowMember member(Expression expression) {
        return expression instanceof Expression.Member member ? members.resolve(member.path()) : null;
    }

    private boolean isIndexed(RowMember member) {
        return member.kind() == RowMember.Kind.ID || (member.column() != null && table.index(member.column()) != null);
    }
}
