package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.Expression;
import io.koppel.sandbox.filter.FilterCompiler;
import io.koppel.sandbox.filter.OrderBy;
import io.koppel.sandbox.filter.PageScan;
import io.koppel.sandbox.filter.SkipToken;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads pages of a table (dataverse-web-api.md §5). */
final class CollectionReader {
    /** A count never says more (dataverse-web-api.md §5.1). */
    static final int HIGHEST_COUNT = 5000;

    private final DataverseStore store;
    private final QueryFunctions functions;
    private final String serviceUrl;

    CollectionReader(DataverseStore store, QueryFunctions functions, String serviceUrl) {
        this.store = store;
        this.functions = functions;
        this.serviceUrl = serviceUrl;
    }

    /** Answers `GET set` without change tracking. */
    SandboxResponse page(Exchange exchange, StoredTable table, QueryOptions options) {
        RowShape shape = new RowShapes(store, functions).of(table, options.get("$select"), options.get("$expand"));
        OrderBy order = order(table, options);
        PageScan scan = scan(table, options, order);
        String fingerprint = fingerprint(options);
        PagingCookie cookie = PagingCookie.parse(options.get("$skiptoken"));
        if (cookie != null && !cookie.order().equals(fingerprint)) {
            throw new DataverseError(
                    400, "0x80041129", "The paging cookie does not fit the order or filter of this query.");
        }
        String top = options.get("$top");
        boolean limited = top != null && !options.sizeAsked();
        int limit = limited
                ? Math.min(Numbers.parse("$top", top == null ? "" : top), options.pageSize())
                : options.pageSize();
        PageScan.Page page = scan.page(cookie == null ? null : SkipToken.decode(cookie.place()), 0, limit);
        SkipToken next = limited ? null : page.next();

        JsonOut out = new JsonOut(1 << 16);
        out.beginObject().name("@odata.context").string(context(shape));
        count(out, scan, options);
        rows(out, shape, options.annotations(), page.rows());
        if (next != null) {
            int number = cookie == null ? 2 : cookie.page() + 1;
            out.name("@odata.nextLink")
                    .string(new PagingCookie(number, next.encode(), fingerprint, "")
                            .link(exchange.baseUrl(), exchange.request()));
        }
        out.endObject();
        return SandboxResponse.json(200, out).withRecords(page.rows().size());
    }

    /** Answers `GET set/$count`. */
    SandboxResponse count(StoredTable table, QueryOptions options) {
        return SandboxResponse.text(
                200, Long.toString(scan(table, options, OrderBy.none()).count(HIGHEST_COUNT)));
    }

    /** Answers `GET set(id)/collection`, or its count. */
    SandboxResponse related(Exchange exchange, StoredTable table, Iterator<Row> candidates, boolean countOnly) {
        QueryOptions options = QueryOptions.of(exchange.request());
        RowShape shape = new RowShapes(store, functions).of(table, options.get("$select"), options.get("$expand"));
        DataverseDialect dialect = new DataverseDialect(store, table.table(), functions);
        String filter = options.get("$filter");
        Expression expression = filter == null ? null : dialect.parse(filter, options.all());
        Predicate<Row> test = new FilterCompiler(new DataverseMembers(store, table), dialect).compile(expression);
        List<Row> rows = new ArrayList<>();
        new FilteredRows(candidates, test).forEachRemaining(rows::add);
        if (countOnly) {
            return Answers.version(SandboxResponse.text(200, Integer.toString(Math.min(rows.size(), HIGHEST_COUNT))));
        }
        OrderBy order = order(table, options);
        PagingCookie cookie = PagingCookie.parse(options.get("$skiptoken"));
        if (cookie != null) {
            SkipToken place = SkipToken.decode(cookie.place());
            rows.removeIf(row -> !order.isAfter(row, place));
        }
        rows.sort(order.comparator());
        String top = options.get("$top");
        int limit = Math.min(top == null ? options.pageSize() : Numbers.parse("$top", top), options.pageSize());
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        JsonOut out = new JsonOut(1 << 14);
        out.beginObject().name("@odata.context").string(context(shape));
        rows(out, shape, options.annotations(), page);
        if (page.size() < rows.size() && top == null) {
            Row last = page.get(page.size() - 1);
            String place = new SkipToken(order.key(last), last.id()).encode();
            out.name("@odata.nextLink")
                    .string(new PagingCookie(cookie == null ? 2 : cookie.page() + 1, place, fingerprint(options), "")
                            .link(exchange.baseUrl(), exchange.request()));
        }
        return Answers.version(SandboxResponse.json(200, out.endObject())).withRecords(page.size());
    }

    private void count(JsonOut out, PageScan scan, QueryOptions options) {
        if (!"true".equals(options.get("$count"))) {
            return;
        }
        long count = scan.count(HIGHEST_COUNT + 1L);
        out.name("@odata.count").number(Math.min(count, HIGHEST_COUNT));
        if (options.annotations().counts()) {
            out.name("@Microsoft.Dynamics.CRM.totalrecordcount").number(Math.min(count, HIGHEST_COUNT));
            out.name("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded").bool(count > HIGHEST_COUNT);
        }
    }

    private void rows(JsonOut out, RowShape shape, Annotations annotations, Iterable<Row> rows) {
        RowJson json = new RowJson(store, shape, annotations);
        out.name("value").beginArray();
        rows.forEach(row -> json.write(out, row));
        out.endArray();
    }

    String context(RowShape shape) {
        return serviceUrl + "$metadata#" + shape.table().table().entitySet() + shape.context();
    }

    private PageScan scan(StoredTable table, QueryOptions options, OrderBy order) {
        DataverseMembers members = new DataverseMembers(store, table);
        DataverseDialect dialect = new DataverseDialect(store, table.table(), functions);
        String filter = options.get("$filter");
        Expression expression = filter == null ? null : dialect.parse(filter, aliases(options));
        return new PageScan(table.rows(), members, dialect, expression, order);
    }

    private OrderBy order(StoredTable table, QueryOptions options) {
        String order = options.get("$orderby");
        return order == null
                ? OrderBy.none()
                : OrderBy.parse(
                        order,
                        new DataverseMembers(store, table),
                        new DataverseDialect(store, table.table(), functions));
    }

    private static Map<String, String> aliases(QueryOptions options) {
        return options.all();
    }

    private static String fingerprint(QueryOptions options) {
        @Nullable String order = options.get("$orderby");
        @Nullable String filter = options.get("$filter");
        return Integer.toHexString((order + " " + filter).hashCode());
    }
}
