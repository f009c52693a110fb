package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.filter.PageScan;
import io.koppel.sandbox.filter.SkipToken;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** GET: pages of a set, one row, a count (business-central-api.md §5). */
final class BcReads {
    private static final int REMEMBERED = 100;

    private final BcData data;
    private final Map<String, Counted> counts = new ConcurrentHashMap<>();

    /** A count, and how often anything had changed before it. */
    private record Counted(long changes, long rows) {}

    BcReads(BcData data) {
        this.data = data;
    }

    /** @param within what the rows belong to, or null for all */
    SandboxResponse page(Exchange exchange, EntitySet set, @Nullable Within within) {
        SandboxRequest request = exchange.request();
        QueryOptions options = new QueryOptions(data, set, request.options(), within);
        PageScan scan = new PageScan(
                set.table().rows(), options.dialect(), options.dialect(), options.filter(), options.order());
        int size = options.pageSize(request);
        int top = options.top();
        int limit = top >= 0 ? Math.min(size, top) : size;
        PageScan.Page page = scan.page(options.after(), options.skip(), limit);
        JsonOut out = new JsonOut(Math.max(1024, page.rows().size() * 512));
        out.beginObject().name("@odata.context").string(context(exchange, set));
        if (options.count()) {
            out.name("@odata.count").number(counted(request, scan, options.after() != null));
        }
        RowWriter writer = options.writer();
        out.name("value").beginArray();
        for (Row row : page.rows()) {
            writer.write(row, out);
        }
        out.endArray();
        boolean ended = top >= 0 && page.rows().size() >= top;
        if (page.next() != null && !ended) {
            out.name("@odata.nextLink")
                    .string(next(exchange, page.next(), top - page.rows().size()));
        }
        return SandboxResponse.json(200, out.endObject())
                .withHeader("OData-Version", "4.0")
                .withRecords(page.rows().size());
    }

    /** Every page carries the count; counting a large set anew for each of its pages would take longer than reading it. */
    private long counted(SandboxRequest request, PageScan scan, boolean goesOn) {
        Map<String, String> options = new TreeMap<>(request.options());
        options.remove("$skiptoken");
        String key = request.path() + "?" + options;
        long changes = data.database().changes();
        Counted known = goesOn ? counts.get(key) : null;
        if (known == null || known.changes() != changes) {
            known = new Counted(changes, scan.count(Long.MAX_VALUE));
            if (counts.size() >= REMEMBERED) {
                counts.clear();
            }
            counts.put(key, known);
        }
        return known.rows();
    }

    SandboxResponse count(Exchange exchange, EntitySet set, @Nullable Within within) {
        QueryOptions options = new QueryOptions(data, set, exchange.request().options(), within);
        PageScan scan = new PageScan(
                set.table().rows(), options.dialect(), options.dialect(), options.filter(), options.order());
        return SandboxResponse.text(200, Long.toString(scan.count(Long.MAX_VALUE)));
    }

    /** One row at the top of an answer, with its ETag as a header, too. */
    SandboxResponse row(Exchange exchange, EntitySet set, Row row, int status) {
        JsonOut out = new JsonOut(1024);
        out.beginObject().name("@odata.context").string(context(exchange, set) + "/$entity");
        Map<String, String> options = new LinkedHashMap<>(exchange.request().options());
        options.keySet().retainAll(java.util.Set.of("$select", "$expand", "$schemaversion"));
        new QueryOptions(data, set, options, null).writer().members(row, out);
        return SandboxResponse.json(status, out.endObject())
                .withHeader("ETag", ETags.of(row))
                .withHeader("OData-Version", "4.0")
                .withRecords(1);
    }

    private static String context(Exchange exchange, EntitySet set) {
        return exchange.baseUrl() + set.surface().base() + "/$metadata#" + set.name();
    }

    /** The same address with a skip token; it is absolute and opaque. */
    private static String next(Exchange exchange, SkipToken token, int restOfTop) {
        Map<String, String> options = new LinkedHashMap<>(exchange.request().options());
        options.remove("$skip");
        options.put("$skiptoken", token.encode());
        if (options.containsKey("$top")) {
            options.put("$top", Integer.toString(restOfTop));
        }
        StringBuilder link =
                new StringBuilder(exchange.baseUrl()).append(exchange.request().path());
        char separator = '?';
        for (Map.Entry<String, String> option : options.entrySet()) {
            link.append(separator).append(option.getKey()).append('=');
            link.append(
                    URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
            separator = '&';
        }
        return link.toString();
    }
}
