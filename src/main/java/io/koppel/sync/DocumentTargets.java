package io.koppel.sync;

import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows with lines below them. A new document is one transaction: header and lines nested in one create, then the columns that
 * the service takes in updates only (dataverse-web-api.md §6.1, §6.5, §8.1). Many transactions share a request.
 */
final class DocumentTargets implements Targets {
    private final Engine engine;
    private final TableTargets tables;

    DocumentTargets(Engine engine, TableTargets tables) {
        this.engine = engine;
        this.tables = tables;
    }

    @Override
    public Map<String, Row> read(Pass pass, Collection<String> keys) {
        return tables.read(pass, keys);
    }

    @Override
    public List<WriteResult> write(Pass pass, List<Item> items, ODataService service) {
        List<List<WriteOperation>> transactions =
                items.stream().map(item -> transaction(pass, item)).toList();
        List<List<WriteResult>> answers = service.changeSets(transactions);
        List<WriteResult> results = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            results.add(ofHeader(pass, items.get(i), transactions.get(i), answers.get(i)));
        }
        return results;
    }

    private List<WriteOperation> transaction(Pass pass, Item item) {
        List<WriteOperation> operations = new ArrayList<>();
        boolean create = item.decision() instanceof Decision.Insert;
        boolean reopens = !create && !item.first().isEmpty();
        if (reopens) {
            operations.add(TableTargets.update(pass, item, item.first(), null));
        }
        if (create || !item.payload().isEmpty()) {
            operations.add(create ? create(pass, item) : TableTargets.operation(pass, item, reopens ? "*" : null));
        }
        operations.addAll(item.alongWith());
        return operations;
    }

    private WriteOperation create(Pass pass, Item item) {
        DocumentLines declared = Objects.requireNonNull(pass.mapping().lines());
        Map<String, @Nullable Object> document = TableTargets.withKey(pass, item);
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        String key = lines(declared).dataverse().key();
        for (Item line : item.lines()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(key, line.targetId().toString());
            row.putAll(line.payload());
            lines.add(row);
        }
        if (!lines.isEmpty()) {
            document = new LinkedHashMap<>(document);
            document.put(declared.navigation(), lines);
        }
        return WriteOperation.create(pass.runtime().records().path(Side.DATAVERSE), document);
    }

    private TableMapping lines(DocumentLines declared) {
        return Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
    }

    /** The header's answer: that of the last operation on it, which tells the version the transaction left behind. */
    private static WriteResult ofHeader(
            Pass pass, Item item, List<WriteOperation> operations, List<WriteResult> answers) {
        String path = pass.runtime().records().path(Side.DATAVERSE, item.targetId(), null);
        WriteResult result = answers.get(0);
        for (int i = 1; i < operations.size(); i++) {
            if (result instanceof WriteResult.Written
                    && operations.get(i).path().equals(path)) {
                result = answers.get(i);
            }
        }
        return result;
    }

    @Override
    public void readBack(Pass pass, List<Item> items) {
        tables.readBack(pass, items);
    }
}
