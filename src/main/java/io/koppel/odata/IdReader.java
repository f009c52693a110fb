package io.koppel.odata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows by key in few requests. Dataverse takes up to 500 values in one {@code In} (dataverse-web-api.md §5.1, §5.2),
 * Business Central an {@code or} over one field (business-central-api.md §5); several such reads share a batch.
 */
final class IdReader {
    private static final int BLOCK = 100;
    private static final int BLOCK_OF_IN = 500;

    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;
    private final BatchSender batches;
    private final PageReader pages;

    IdReader(
            ConnectionSettings settings,
            ServiceChannel channel,
            ResourceAddresses addresses,
            BatchSender batches,
            PageReader pages) {
        this.settings = settings;
        this.channel = channel;
        this.addresses = addresses;
        this.batches = batches;
        this.pages = pages;
    }

    /** As {@link ODataService#readByIds}. */
    Page read(
            String entitySet,
            String keyColumn,
            Collection<String> ids,
            Map<String, String> query,
            Map<String, String> extra) {
        if (query.containsKey("$filter")) {
            throw new IllegalArgumentException(settings.name() + ": reading " + entitySet + " by " + keyColumn
                    + " takes no $filter of its own; filter the rows afterwards");
        }
        List<String> distinct = ids.stream().distinct().toList();
        List<List<String>> blocks = Blocks.of(distinct, settings.kind() == ServiceKind.DATAVERSE ? BLOCK_OF_IN : BLOCK);
        if (blocks.isEmpty()) {
            return new Page(List.of(), null, null, null, List.of(), channel.lastServerTime());
        }
        List<Row> rows = new ArrayList<>(distinct.size());
        Instant time = blocks.size() == 1
                ? single(entitySet, withFilter(query, keyColumn, blocks.get(0)), rows, extra)
                : batched(entitySet, keyColumn, blocks, query, rows, extra);
        return new Page(rows, null, null, null, List.of(), time);
    }

    private Instant single(String entitySet, Map<String, String> query, List<Row> rows, Map<String, String> extra) {
        return follow(new ReadRequest(entitySet, query, 0, false, null), rows, extra);
    }

    private Instant follow(ReadRequest first, List<Row> rows, Map<String, String> extra) {
        Page page = pages.read(first, extra);
        rows.addAll(page.rows());
        Instant time = page.serverTime();
        for (String next = page.nextLink(); next != null; next = page.nextLink()) {
            page = pages.read(first.from(next), extra);
            rows.addAll(page.rows());
        }
        return time;
    }

    private Instant batched(
            String entitySet,
            String keyColumn,
            List<List<String>> blocks,
            Map<String, String> query,
            List<Row> rows,
            Map<String, String> extra) {
        List<WriteOperation> reads = new ArrayList<>();
        List<Map<String, String>> queries = new ArrayList<>();
        for (List<String> block : blocks) {
            Map<String, String> filtered = withFilter(query, keyColumn, block);
            queries.add(filtered);
            reads.add(WriteOperation.read(addresses.withQuery(entitySet, filtered)));
        }
        List<WriteResult> results = batches.send(reads, false, extra);
        for (int at = 0; at < results.size(); at++) {
            if (results.get(at) instanceof WriteResult.Written answered && answered.row() != null) {
                collect(answered.row(), entitySet, rows, extra);
            } else if (again(results.get(at))) {
                single(entitySet, queries.get(at), rows, extra);
            } else {
                throw new ServiceException(
                        settings.name(), "GET " + entitySet + " by " + keyColumn, error(results.get(at)));
            }
        }
        return channel.lastServerTime();
    }

    private void collect(Row answer, String entitySet, List<Row> rows, Map<String, String> extra) {
        if (answer.get("value") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> values) {
                    rows.add(WriteResults.row(columns(values)));
                }
            }
        }
        Object next = answer.get("@odata.nextLink");
        if (next instanceof String link) {
            follow(ReadRequest.of(entitySet).from(link), rows, extra);
        }
    }

    private static boolean again(WriteResult result) {
        return result instanceof WriteResult.Refused refused && refused.error().kind() == ErrorClass.TRANSIENT;
    }

    private static ServiceError error(WriteResult result) {
        return result instanceof WriteResult.Refused refused
                ? refused.error()
                : ErrorReader.own(ErrorClass.TRANSIENT, "a part of the batch came back without rows");
    }

    private static Map<String, @Nullable Object> columns(Map<?, ?> values) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        values.forEach((name, value) -> columns.put(String.valueOf(name), value));
        return columns;
    }

    private Map<String, String> withFilter(Map<String, String> query, String keyColumn, List<String> ids) {
        Map<String, String> filtered = new LinkedHashMap<>(query);
        filtered.put(
                "$filter",
                settings.kind() == ServiceKind.DATAVERSE && ids.size() > 1 ? in(keyColumn, ids) : or(keyColumn, ids));
        return filtered;
    }

    private static String in(String column, List<String> ids) {
        return ids.stream()
                .map(Literals::text)
                .collect(Collectors.joining(
                        ",",
                        "Microsoft.Dynamics.CRM.In(PropertyName=" + Literals.text(column) + ",PropertyValues=[",
                        "])"));
    }

    private static String or(String column, List<String> ids) {
        return ids.stream().map(id -> column + " eq " + Literals.id(id)).collect(Collectors.joining(" or "));
    }
}
