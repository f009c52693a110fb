package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceKind;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table. Creates go to Dataverse by its bulk message with the ids that Koppel chose, everything else as a batch in
 * which each part has an answer of its own and each update names the version it was decided on.
 */
final class TableTargets implements Targets {
    private final Engine engine;

    TableTargets(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Map<String, Row> read(Pass pass, Collection<String> keys) {
        Side side = pass.target();
        Records records = pass.runtime().records();
        Map<String, Row> found = new HashMap<>(keys.size() * 2);
        List<Row> rows = engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        keys,
                        Map.of("$select", String.join(",", pass.runtime().targetColumns())))
                .rows();
        for (Row row : rows) {
            found.put(String.valueOf(row.get(records.keyColumn(side))), row);
        }
        return found;
    }

    @Override
    public List<WriteResult> write(Pass pass, List<Item> items, ODataService service) {
        Side side = pass.target();
        Records records = pass.runtime().records();
        @Nullable WriteResult[] results = new @Nullable WriteResult[items.size()];
        Map<Item, String> versions = writeFirst(pass, items, results, service);
        List<Integer> bulk = new ArrayList<>();
        List<Integer> single = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            boolean create = items.get(i).decision() instanceof Decision.Insert;
            if (results[i] == null) {
                (create && service.kind() == ServiceKind.DATAVERSE ? bulk : single).add(i);
            }
        }
        if (!bulk.isEmpty()) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>(bulk.size());
            bulk.forEach(i -> rows.add(withKey(pass, items.get(i))));
            List<WriteResult> answers = service.createMultiple(
                    records.path(side), pass.mapping().dataverse().table(), rows);
            place(answers, bulk, results);
        }
        if (!single.isEmpty()) {
            List<WriteOperation> operations = new ArrayList<>(single.size());
            single.forEach(i -> operations.add(operation(pass, items.get(i), versions.get(items.get(i)))));
            place(service.batch(operations, false), single, results);
        }
        return Arrays.stream(results)
                .<WriteResult>map(
                        result -> result == null ? new WriteResult.Unknown("no answer for this part") : result)
                .toList();
    }

    private static void place(List<WriteResult> answers, List<Integer> places, @Nullable WriteResult[] results) {
        for (int i = 0; i < places.size(); i++) {
            results[places.get(i)] = answers.get(i);
        }
    }

    /**
     * Writes what has to come before the payload. A record whose first write was refused, got no answer or was all there is to
     * write has its result with that.
     *
     * @return versions after the first write
     */
    private static Map<Item, String> writeFirst(
            Pass pass, List<Item> items, @Nullable WriteResult[] results, ODataService service) {
        Map<Item, String> versions = new HashMap<>();
        List<Integer> places = new ArrayList<>();
        List<WriteOperation> operations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!item.first().isEmpty() && item.decision() instanceof Decision.Modify) {
                places.add(i);
                operations.add(update(pass, item, item.first(), null));
            }
        }
        List<WriteResult> answers = operations.isEmpty() ? List.of() : service.batch(operations, false);
        for (int i = 0; i < places.size(); i++) {
            Item item = items.get(places.get(i));
            boolean more = !item.payload().isEmpty();
            if (more && answers.get(i) instanceof WriteResult.Written written && written.etag() != null) {
                versions.put(item, written.etag());
            } else {
                results[places.get(i)] = answers.get(i);
            }
        }
        return versions;
    }

    static WriteOperation operation(Pass pass, Item item, @Nullable String newVersion) {
        Side side = pass.target();
        Records records = pass.runtime().records();
        if (item.decision() instanceof Decision.Insert) {
            return WriteOperation.create(records.path(side), withKey(pass, item));
        }
        return update(pass, item, item.payload(), newVersion);
    }

    static WriteOperation update(
            Pass pass, Item item, Map<String, @Nullable Object> values, @Nullable String newVersion) {
        Side side = pass.target();
        Records records = pass.runtime().records();
        Row target = item.target();
        String read = target == null || target.etag() == null ? "*" : target.etag();
        String number = item.coupling() == null ? null : item.coupling().number();
        return WriteOperation.update(
                records.path(side, item.targetId(), number), values, newVersion == null ? read : newVersion);
    }

    static Map<String, @Nullable Object> withKey(Pass pass, Item item) {
        Records records = pass.runtime().records();
        if (!records.acceptsChosenId(pass.target())) {
            return item.payload();
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>(item.payload().size() * 2);
        row.put(records.keyColumn(pass.target()), item.targetId().toString());
        row.putAll(item.payload());
        return row;
    }

    @Override
    public void readBack(Pass pass, List<Item> items) {
        Map<String, Item> open = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.delivered().result() instanceof WriteResult.Written && item.written() == null) {
                open.put(TargetReading.key(pass, item), item);
            }
        }
        if (!open.isEmpty()) {
            Map<String, Row> found = read(pass, open.keySet());
            open.forEach((key, item) -> item.written(pass.runtime().asShown(pass.target(), found.get(key))));
        }
    }
}
