package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import io.koppel.sandbox.dataverse.DataverseCatalogue.Reverse;
import io.koppel.sandbox.filter.FilterCompiler;
import io.koppel.sandbox.filter.OrderBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads `$select` and `$expand` (dataverse-web-api.md §5.1). */
final class RowShapes {
    private static final int MOST_EXPANDS = 15;
    private static final Set<String> INSIDE = Set.of("$select", "$filter", "$orderby", "$top", "$expand");

    private final DataverseStore store;
    private final QueryFunctions functions;

    RowShapes(DataverseStore store, QueryFunctions functions) {
        this.store = store;
        this.functions = functions;
    }

    /** The shape for `$select` and `$expand`, either of them null when absent. */
    RowShape of(StoredTable table, @Nullable String select, @Nullable String expand) {
        List<RowShape.Expand> expands = expand == null ? List.of() : expands(table, expand, false);
        if (expands.size() > MOST_EXPANDS) {
            throw DataverseError.unsupported("More than " + MOST_EXPANDS + " $expand options");
        }
        return shape(table, select, expands);
    }

    private static RowShape shape(StoredTable table, @Nullable String select, List<RowShape.Expand> expands) {
        if (select == null || select.isBlank() || select.strip().equals("*")) {
            List<DataverseColumn> all = table.table().columns().stream()
                    .filter(column -> column.type() != ColumnType.BINARY && column.type() != ColumnType.MANAGED)
                    .toList();
            return new RowShape(table, all, "", expands);
        }
        Set<DataverseColumn> columns = new LinkedHashSet<>();
        boolean money = false;
        for (String name : select.split(",")) {
            DataverseColumn column = table.table().property(name.strip());
            if (column == null) {
                throw DataverseError.query("Could not find a property named '" + name.strip()
                        + "' on type 'Microsoft.Dynamics.CRM." + table.table().logicalName() + "'.");
            }
            columns.add(column);
            money |= column.type() == ColumnType.MONEY;
        }
        DataverseColumn currency = table.table().column("transactioncurrencyid");
        if (money && currency != null) {
            columns.add(currency);
        }
        columns.add(table.table().key());
        return new RowShape(table, List.copyOf(columns), "(" + select.replace(" ", "") + ")", expands);
    }

    private List<RowShape.Expand> expands(StoredTable table, String text, boolean nested) {
        List<RowShape.Expand> expands = new ArrayList<>();
        for (String part : split(text, ',')) {
            int bracket = part.indexOf('(');
            String name = (bracket < 0 ? part : part.substring(0, bracket)).strip();
            Map<String, String> options =
                    bracket < 0 ? Map.of() : options(part.substring(bracket + 1, part.lastIndexOf(')')));
            if (nested && (options.containsKey("$top") || options.containsKey("$orderby"))) {
                throw DataverseError.unsupported("$top or $orderby in a nested $expand");
            }
            expands.add(expand(table, name, options));
        }
        return expands;
    }

    private RowShape.Expand expand(StoredTable table, String name, Map<String, String> options) {
        DataverseNavigation navigation = table.table().navigation(name);
        if (navigation != null) {
            boolean owner = navigation.target().equals("principal");
            RowShape shape = owner ? null : inner(store.table(navigation.target()), options);
            return new RowShape.Expand(name, navigation, null, null, shape, null, OrderBy.none(), 0);
        }
        Reverse reverse = store.catalogue().reverse(table.table(), name);
        ManyToMany association = DataverseCatalogue.association(table.table(), name);
        String other = reverse != null
                ? reverse.table().logicalName()
                : association == null
                        ? null
                        : association.otherEnd(table.table().logicalName());
        if (other == null) {
            throw DataverseError.query("Could not find a property named '" + name + "' on type 'Microsoft.Dynamics.CRM."
                    + table.table().logicalName() + "'.");
        }
        StoredTable target = store.table(other);
        DataverseMembers members = new DataverseMembers(store, target);
        DataverseDialect dialect = new DataverseDialect(store, target.table(), functions);
        String filter = options.get("$filter");
        String order = options.get("$orderby");
        String top = options.get("$top");
        return new RowShape.Expand(
                name,
                null,
                reverse,
                association,
                inner(target, options),
                filter == null ? null : new FilterCompiler(members, dialect).compile(dialect.parse(filter, Map.of())),
                order == null ? OrderBy.none() : OrderBy.parse(order, members, dialect),
                top == null ? Integer.MAX_VALUE : Numbers.parse("$top", top));
    }

    private RowShape inner(StoredTable target, Map<String, String> options) {
        String expand = options.get("$expand");
        return shape(target, options.get("$select"), expand == null ? List.of() : expands(target, expand, true));
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (!INSIDE.contains(name)) {
                throw DataverseError.unsupported("The option '" + name + "' inside $expand");
            }
            options.put(name, equals < 0 ? "" : part.substring(equals + 1).strip());
        }
        return options;
    }

    /** Splits at a character outside of brackets and quotes. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            parts.add(text.substring(start));
        }
        return parts;
    }
}
