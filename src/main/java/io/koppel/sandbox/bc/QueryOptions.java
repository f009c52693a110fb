package io.koppel.sandbox.bc;

import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterParser;
import io.koppel.sandbox.filter.OrderBy;
import io.koppel.sandbox.filter.RowMember;
import io.koppel.sandbox.filter.SkipToken;
import io.koppel.sandbox.http.SandboxRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reading request asks for (business-central-api.md §5). */
final class QueryOptions {
    /** More than a page ever holds. */
    static final int MAX_PAGE = 20_000;

    private static final Set<String> KNOWN = Set.of(
            "$select",
            "$filter",
            "$expand",
            "$orderby",
            "$top",
            "$skip",
            "$count",
            "$schemaversion",
            "$skiptoken",
            "$format",
            "company",
            "tenant",
            "aid",
            "pages-skipped");

    private final BcData data;
    private final EntitySet set;
    private final Map<String, String> options;
    private final BcDialect dialect;
    private final @Nullable Within within;

    /** @param within what the rows belong to, or null for all */
    QueryOptions(BcData data, EntitySet set, Map<String, String> options, @Nullable Within within) {
        this.within = within;
        this.data = data;
        this.set = set;
        this.options = options;
        this.dialect = new BcDialect(data, set, within);
        for (String name : options.keySet()) {
            if (name.startsWith("$") && !KNOWN.contains(name)) {
                throw BcException.notImplemented("The query option '" + name + "' is not supported.");
            }
        }
    }

    BcDialect dialect() {
        return dialect;
    }

    @Nullable
    Expression filter() {
        String filter = options.get("$filter");
        boolean extended = "2.1".equals(options.get("$schemaversion"));
        Expression asked = filter == null ? null : dialect.accepted(FilterParser.parse(filter), extended);
        if (within == null) {
            if (!set.within().isEmpty() && (filter == null || !namesOwner(filter))) {
                throw BcException.dialog("You must specify an Id or a " + set.within() + " to get the lines.");
            }
            return asked;
        }
        Expression own = new Expression.Binary(
                Expression.Operator.EQ, new Expression.Member(Within.MEMBER), new Expression.Literal(within.value()));
        return asked == null ? own : new Expression.Binary(Expression.Operator.AND, own, asked);
    }

    /** The order asked for, else that of the table's key. */
    OrderBy order() {
        String order = options.get("$orderby");
        if (order != null) {
            return OrderBy.parse(order, dialect, dialect);
        }
        // Rows that belong to another one stand in the order of their own part of the key: lines by number.
        List<String> keys = set.table().keys();
        Field key = set.table().field(within == null ? keys.get(0) : keys.get(keys.size() - 1));
        return OrderBy.of(RowMember.column(key.name(), key.column(), key.kind().empty()));
    }

    /** Lines of documents are read of one document at a time (§5). */
    private boolean namesOwner(String filter) {
        return filter.contains(set.within() + " eq ") || filter.startsWith("id eq ");
    }

    int pageSize(SandboxRequest request) {
        String wanted = request.preference("odata.maxpagesize");
        return wanted == null ? MAX_PAGE : Math.max(1, Math.min(number("odata.maxpagesize", wanted), MAX_PAGE));
    }

    /** How many rows at most over all pages; -1 for all. */
    int top() {
        String top = options.get("$top");
        return top == null ? -1 : number("$top", top);
    }

    int skip() {
        String skip = options.get("$skip");
        return skip == null ? 0 : number("$skip", skip);
    }

    boolean count() {
        return "true".equals(options.get("$count"));
    }

    @Nullable
    SkipToken after() {
        String token = options.get("$skiptoken");
        return token == null ? null : SkipToken.decode(token);
    }

    /** Writes rows with the properties and expansions asked for. */
    RowWriter writer() {
        return new RowWriter(data, set, selected(options.get("$select")), expansions());
    }

    private List<Property> selected(@Nullable String select) {
        if (select == null || select.strip().equals("*") || select.isBlank()) {
            return set.properties();
        }
        List<Property> properties = new ArrayList<>();
        for (String name : select.split(",")) {
            Property property = set.find(name.strip());
            if (property == null) {
                throw dialect.unknownMember(name.strip());
            }
            properties.add(property);
        }
        for (String key : set.keys()) {
            Property property = set.find(key);
            if (property != null && !properties.contains(property)) {
                properties.add(0, property);
            }
        }
        return properties;
    }

    private List<RowWriter.Expansion> expansions() {
        List<RowWriter.Expansion> expansions = new ArrayList<>();
        String expand = options.get("$expand");
        if (expand == null) {
            return expansions;
        }
        for (String part : expand.split(",(?![^(]*\\))")) {
            int open = part.indexOf('(');
            String name = (open < 0 ? part : part.substring(0, open)).strip();
            Navigation navigation = set.navigations().get(name);
            EntitySet to = navigation == null ? null : data.model().set(set.surface(), navigation.target());
            if (navigation == null || to == null) {
                throw dialect.unknownMember(name);
            }
            Map<String, String> inner = new LinkedHashMap<>();
            if (open >= 0) {
                for (String option :
                        part.substring(open + 1, part.lastIndexOf(')')).split(";")) {
                    int equals = option.indexOf('=');
                    inner.put(option.substring(0, Math.max(equals, 0)).strip(), option.substring(equals + 1));
                }
            }
            RowWriter writer = new QueryOptions(data, to, inner, null).writer();
            expansions.add(new RowWriter.Expansion(navigation, to, writer));
        }
        return expansions;
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, like a negative one
        }
        throw BcException.badRequest("Invalid value '" + text + "' for " + name + ": expected a whole number.");
    }
}
