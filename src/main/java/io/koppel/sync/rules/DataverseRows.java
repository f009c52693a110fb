package io.koppel.sync.rules;

import io.koppel.odata.Literals;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads Dataverse rows by the values of one column, in as few requests as fit into addresses. */
final class DataverseRows {
    private static final int BLOCK = 100;

    private DataverseRows() {}

    /**
     * Rows whose column has one of the values.
     *
     * @param column logical name, also of a lookup
     * @param also further condition, or null
     */
    static List<Row> where(
            Engine engine, String set, String column, Iterable<String> values, @Nullable String also, String select) {
        Set<String> distinct = new LinkedHashSet<>();
        values.forEach(distinct::add);
        List<String> all = List.copyOf(distinct);
        List<Row> rows = new ArrayList<>();
        for (int at = 0; at < all.size(); at += BLOCK) {
            String in = "Microsoft.Dynamics.CRM.In(PropertyName='" + column + "',PropertyValues=["
                    + all.subList(at, Math.min(all.size(), at + BLOCK)).stream()
                            .map(Literals::text)
                            .collect(Collectors.joining(","))
                    + "])";
            Pages pages = engine.services()
                    .dataverse()
                    .read(ReadRequest.of(set)
                            .with("$select", select)
                            .with("$filter", also == null ? in : also + " and " + in));
            while (pages.hasNext()) {
                rows.addAll(pages.next().rows());
            }
        }
        return rows;
    }

    /** A column as text, blank for empty. */
    static String text(Row row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }
}
