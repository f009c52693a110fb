package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterCompiler;
import io.koppel.sandbox.filter.FilterDialect;
import io.koppel.sandbox.filter.FilterParser;
import io.koppel.sandbox.filter.MemberResolver;
import io.koppel.sandbox.filter.RowMember;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filter language as Dataverse has it (dataverse-web-api.md §5.2): case ignored, wildcards, query functions. */
final class DataverseDialect implements FilterDialect {
    /** More conditions than this are refused (dataverse-web-api.md §5.1). */
    private static final int MOST_CONDITIONS = 500;

    private final DataverseStore store;
    private final DataverseTable table;
    private final QueryFunctions functions;

    DataverseDialect(DataverseStore store, DataverseTable table, QueryFunctions functions) {
        this.store = store;
        this.table = table;
        this.functions = functions;
    }

    /** Reads a filter and refuses what Dataverse does not do. */
    Expression parse(String filter, Map<String, String> aliases) {
        Expression expression = FilterParser.parse(filter, aliases);
        if (conditions(expression) > MOST_CONDITIONS) {
            throw new DataverseError(
                    400,
                    "0x8004430C",
                    "Number of conditions in query exceeded maximum limit of " + MOST_CONDITIONS + ".");
        }
        return expression;
    }

    private int conditions(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return switch (binary.operator()) {
                case AND, OR -> conditions(binary.left()) + conditions(binary.right());
                default -> 1;
            };
        }
        if (expression instanceof Expression.Not not) {
            return conditions(not.inner());
        }
        if (expression instanceof Expression.In) {
            throw unsupported("The operator 'in' (use Microsoft.Dynamics.CRM.In instead)");
        }
        return 1;
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public @Nullable Predicate<Row> function(Expression.Call call, MemberResolver members) {
        if (call.name().startsWith(QueryFunctions.NAMESPACE)) {
            return functions.of(call, members, this);
        }
        return switch (call.name()) {
            case "contains", "startswith", "endswith" -> like(call, members);
            default -> null;
        };
    }

    /** `any` and `all` over the rows whose lookup points at the row, not through a lookup (dataverse-web-api.md §5.2). */
    @Override
    public Predicate<Row> lambda(Expression.Lambda lambda) {
        Reverse reverse = store.catalogue().reverse(table, lambda.path());
        if (reverse == null) {
            throw unknownMember(lambda.path());
        }
        Predicate<Row> inner = inner(store.table(reverse.table()), lambda.text());
        return row -> {
            Iterator<Row> related = store.related(reverse, row.id());
            while (related.hasNext()) {
                if (inner.test(related.next()) != lambda.all()) {
                    return !lambda.all();
                }
            }
            return lambda.all();
        };
    }

    private Predicate<Row> inner(StoredTable target, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return row -> true;
        }
        String variable = text.substring(0, colon).strip() + "/";
        DataverseMembers members = new DataverseMembers(store, target);
        DataverseDialect dialect = new DataverseDialect(store, target.table(), functions);
        Expression expression = dialect.parse(text.substring(colon + 1), Map.of());
        MemberResolver scoped =
                path -> path.startsWith(variable) ? members.resolve(path.substring(variable.length())) : null;
        return new FilterCompiler(scoped, dialect).compile(expression);
    }

    @Override
    public DataverseError unknownMember(String path) {
        return DataverseError.query("Could not find a property named '" + path + "' on type 'Microsoft.Dynamics.CRM."
                + table.logicalName() + "'.");
    }

    @Override
    public DataverseError unsupported(String what) {
        return DataverseError.unsupported(what + " is not supported.");
    }

    private Predicate<Row> like(Expression.Call call, MemberResolver members) {
        if (call.arguments().size() != 2
                || !(call.arguments().get(0) instanceof Expression.Member column)
                || !(call.arguments().get(1) instanceof Expression.Literal literal)
                || !(literal.value() instanceof String text)) {
            throw unsupported("'" + call.name() + "' with anything but a column and a text");
        }
        RowMember member = members.resolve(column.path());
        if (member == null) {
            throw unknownMember(column.path());
        }
        Pattern pattern = pattern(call.name(), text);
        return row -> member.value().apply(row) instanceof String value
                && pattern.matcher(value).matches();
    }

    /** `%`, `_` and `[..]` in the sought text act as wildcards (dataverse-web-api.md §5.2). */
    private Pattern pattern(String function, String text) {
        if (function.equals("startswith") && (text.startsWith("%") || text.startsWith("_"))) {
            throw unsupported("A leading wildcard");
        }
        StringBuilder regex = new StringBuilder(function.equals("startswith") ? "" : ".*");
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int close = character == '[' ? text.indexOf(']', at) : -1;
            if (character == '%') {
                regex.append(".*");
            } else if (character == '_') {
                regex.append('.');
            } else if (close > at + 1) {
                String set = text.substring(at + 1, close);
                regex.append('[')
                        .append(set.replace("\\", "\\\\")
                                .replace("&&", "\\&\\&")
                                .replace("[", "\\["));
                regex.append(']');
                at = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
            at++;
        }
        regex.append(function.equals("endswith") ? "" : ".*");
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
