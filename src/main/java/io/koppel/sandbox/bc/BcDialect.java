package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterDialect;
import io.koppel.sandbox.filter.FilterSyntaxException;
import io.koppel.sandbox.filter.MemberResolver;
import io.koppel.sandbox.filter.RowMember;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters as Business Central takes them (business-central-api.md §5). */
final class BcDialect implements FilterDialect, MemberResolver {
    private final BcData data;
    private final EntitySet set;
    private final @Nullable Within within;

    BcDialect(BcData data, EntitySet set, @Nullable Within within) {
        this.within = within;
        this.data = data;
        this.set = set;
    }

    @Override
    public boolean ignoresCase() {
        return false;
    }

    @Override
    public @Nullable RowMember resolve(String path) {
        if (within != null && path.equals(Within.MEMBER)) {
            Field field = within.field();
            return RowMember.column(path, field.column(), field.kind().empty());
        }
        Property property = set.find(path);
        if (property == null) {
            return null;
        }
        if (set.surface() == Surface.COMPANION && isPageVariable(property)) {
            throw BcException.badRequest("The property '" + path + "' of " + set.name()
                    + " is no field of its table and cannot be filtered or sorted by.");
        }
        return switch (property.computedName()) {
            case "id" -> RowMember.id(path);
            case "modifiedAt" -> RowMember.stamp(path);
            case "" -> {
                Field field = property.field();
                yield field == null || property.isOption()
                        ? computed(property)
                        : RowMember.column(path, field.column(), field.kind().empty());
            }
            default -> computed(property);
        };
    }

    /** What the companion's pages work out for each row; figures of ledgers are fields of the table. */
    private static boolean isPageVariable(Property property) {
        return switch (property.computedName()) {
            case "", "id", "createdAt", "createdBy", "modifiedAt", "modifiedBy" -> false;
            case "sum", "activeEntry", "remaining", "ledger", "invoiceClosed" -> false;
            default -> true;
        };
    }

    private RowMember computed(Property property) {
        return RowMember.computed(
                property.name(), property.kind().column(), row -> RowWriter.raw(data, set, property, row));
    }

    @Override
    public @Nullable Object literal(RowMember member, @Nullable Object value) {
        Property property = set.find(member.name());
        if (property == null || value == null) {
            return value;
        }
        if (property.isOption()) {
            String member1 = String.valueOf(value).strip();
            for (String option : data.model().enums().getOrDefault(property.options(), List.of())) {
                if (option.equals(member1) || Computed.encoded(option).equals(member1)) {
                    return option;
                }
            }
            throw new BcException(
                    400,
                    "Application_FilterErrorException",
                    "The filter \"" + value + "\" is not valid for the " + member.name() + " field.");
        }
        return value;
    }

    @Override
    public @Nullable Predicate<Row> function(Expression.Call call, MemberResolver members) {
        return null;
    }

    @Override
    public RuntimeException unknownMember(String path) {
        return BcException.badRequest("Could not find a property named '" + path + "' on type '"
                + set.surface().namespace() + "." + set.type() + "'.");
    }

    @Override
    public RuntimeException unsupported(String what) {
        return BcException.notImplemented(what + " is not supported.");
    }

    /**
     * Refuses what Business Central refuses, and drops what it ignores.
     *
     * @param extended whether {@code $schemaversion=2.1} was sent
     * @return the filter to apply, or null when a lambda makes the real service ignore it all
     */
    @Nullable
    Expression accepted(Expression filter, boolean extended) {
        if (hasLambda(filter)) {
            return null;
        }
        check(filter, extended);
        return filter;
    }

    private static boolean hasLambda(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return hasLambda(binary.left()) || hasLambda(binary.right());
        } else if (expression instanceof Expression.Not not) {
            return hasLambda(not.inner());
        }
        return expression instanceof Expression.Lambda;
    }

    private static void check(Expression expression, boolean extended) {
        if (expression instanceof Expression.Binary binary) {
            check(binary.left(), extended);
            check(binary.right(), extended);
            if (binary.operator() == Expression.Operator.OR) {
                Set<String> members = new HashSet<>();
                members(binary, members);
                if (members.size() > 1) {
                    throw BcException.notImplemented("The OR operator is not supported on distinct fields: "
                            + new java.util.TreeSet<>(members) + ".");
                }
            }
        } else if (expression instanceof Expression.Not not) {
            check(not.inner(), extended);
        } else if (expression instanceof Expression.In && !extended) {
            throw BcException.notImplemented("The IN operator needs $schemaversion=2.1.");
        } else if (expression instanceof Expression.Call call) {
            if (!extended && call.arguments().stream().anyMatch(Expression.Call.class::isInstance)) {
                throw BcException.notImplemented("Nested functions need $schemaversion=2.1.");
            }
        }
    }

    private static void members(Expression expression, Set<String> found) {
        if (expression instanceof Expression.Binary binary) {
            members(binary.left(), found);
            members(binary.right(), found);
        } else if (expression instanceof Expression.Not not) {
            members(not.inner(), found);
        } else if (expression instanceof Expression.In in) {
            members(in.member(), found);
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> members(argument, found));
        } else if (expression instanceof Expression.Member member) {
            found.add(member.path());
        }
    }

    /** A query option that cannot be read, as the service says it. */
    static BcException unreadable(FilterSyntaxException e) {
        return BcException.badRequest(String.valueOf(e.getMessage()));
    }
}
