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
    /** Values in one {@code In} (dataverse-web-api.md §5.1), and no address longer than 32 KB. */
    private static final int BLOCK = 500;

    private static final int LONGEST = 20_000;
    /** Quotation marks and comma, as an address has them. */
    private static final int AROUND = 9;

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
        List<Row> rows = new ArrayList<>();
        for (List<String> block : blocks(distinct)) {
            String in = "Microsoft.Dynamics.CRM.In(PropertyName='" + column + "',PropertyValues=["
                    + block.stream().map(Literals::text).collect(Collectors.joining(","))
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

    private static List<List<String>> blocks(Iterable<String> values) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        int length = 0;
        for (String value : values) {
            int more = value.length() + AROUND;
            if (!block.isEmpty() && (block.size() == BLOCK || length + more > LONGEST)) {
                blocks.add(block);
                block = new ArrayList<>();
                length = 0;
            }
            block.add(value);
            length += more;
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }

    /** A column as text, blank for empty. */
    static String text(Row row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }
}
