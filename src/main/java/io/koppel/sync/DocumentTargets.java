package io.koppel.sync;

import io.koppel.mapping.DocumentLines;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ConnectionSettings;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows with lines below them. A new document is one transaction: header and lines nested in one create, then the columns that
 * the service takes in updates only (dataverse-web-api.md §6.1, §6.5, §8.1). Many transactions share a request.
 */
final class DocumentTargets implements Targets {
    private final Engine engine;
    private final TableTargets tables;
    private final DocumentLineRows rows;

    DocumentTargets(Engine engine, TableTargets tables) {
        this.engine = engine;
        this.rows = new DocumentLineRows(engine);
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
        List<WriteResult> results = new ArrayList<>(items.size());
        if (pass.target() == Side.BUSINESS_CENTRAL) {
            transactions.forEach(operations -> results.add(oneByOne(service, operations)));
            return results;
        }
        List<List<WriteResult>> answers = service.changeSets(transactions);
        for (int i = 0; i < items.size(); i++) {
            results.add(ofHeader(pass, items.get(i), transactions.get(i), answers.get(i)));
        }
        return results;
    }

    /**
     * Business Central takes one transaction in a request. A document with more writes than fit into one goes in several, in
     * order and up to the first that is refused: what is left is found by comparing, the next time.
     */
    private static WriteResult oneByOne(ODataService service, List<WriteOperation> operations) {
        int most = ConnectionSettings.maximumBatch(service.kind());
        WriteResult result = new WriteResult.Unknown("there was nothing to send");
        for (int at = 0; at < operations.size(); at += most) {
            List<WriteOperation> block = operations.subList(at, Math.min(operations.size(), at + most));
            for (WriteResult one : service.batch(block, true)) {
                if (!(one instanceof WriteResult.Written)) {
                    return one;
                }
                result = one;
            }
        }
        return withoutRow(result);
    }

    /** The header changes again with its lines and its state: it is read once everything is written. */
    private static WriteResult withoutRow(WriteResult result) {
        return result instanceof WriteResult.Written written
                ? new WriteResult.Written(written.status(), null, null, null)
                : result;
    }

    private List<WriteOperation> transaction(Pass pass, Item item) {
        List<WriteOperation> operations = new ArrayList<>();
        boolean create = item.decision() instanceof Decision.Insert;
        boolean opens = !create && !item.first().isEmpty();
        if (opens) {
            operations.add(TableTargets.update(pass, item, item.first(), null));
        }
        if (!create) {
            operations.addAll(item.beforehand());
        }
        if (create || !item.payload().isEmpty()) {
            operations.add(create ? create(pass, item) : TableTargets.operation(pass, item, opens ? "*" : null));
        }
        DocumentChange change = item.documentChange();
        if (change != null && !create) {
            operations.addAll(lines(pass, item, change));
        }
        operations.addAll(item.alongWith());
        return operations;
    }

    /** Writes of the lines of an existing document: those that go, those that change, those that come. */
    private static List<WriteOperation> lines(Pass pass, Item item, DocumentChange change) {
        DocumentLines declared = Objects.requireNonNull(pass.mapping().lines());
        Records records = change.pass().runtime().records();
        Side side = pass.target();
        List<WriteOperation> operations = new ArrayList<>();
        change.removed()
                .forEach(coupling ->
                        operations.add(WriteOperation.delete(records.path(side, coupling.id(side), null), "*")));
        for (Item line : item.lines()) {
            if (line.writes() && line.decision() instanceof Decision.Modify) {
                operations.add(WriteOperation.update(
                        records.path(side, line.targetId(), null),
                        line.payload(),
                        line.target() == null || line.target().etag() == null
                                ? "*"
                                : line.target().etag()));
            }
        }
        for (Item line : item.lines()) {
            if (line.writes() && line.decision() instanceof Decision.Insert) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put(records.keyColumn(side), line.targetId().toString());
                if (side == Side.DATAVERSE) {
                    row.put(
                            PayloadLookups.bind(declared.dataverse()),
                            PayloadLookups.to(pass.runtime().records().path(side), item.targetId()));
                } else {
                    row.put(declared.businessCentral(), Documents.key(change.pass(), declared, side, item));
                }
                row.putAll(line.payload());
                operations.add(WriteOperation.create(records.path(side), row));
            }
        }
        return operations;
    }

    private WriteOperation create(Pass pass, Item item) {
        DocumentLines declared = Objects.requireNonNull(pass.mapping().lines());
        Map<String, @Nullable Object> document = TableTargets.withKey(pass, item);
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        String key = new Records(lines(declared)).keyColumn(pass.target());
        for (Item line : item.lines()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(key, line.targetId().toString());
            row.putAll(line.payload());
            lines.add(row);
        }
        if (!lines.isEmpty()) {
            document = new LinkedHashMap<>(document);
            document.put(
                    pass.target() == Side.DATAVERSE ? declared.navigation() : declared.businessCentralNavigation(),
                    lines);
        }
        return WriteOperation.create(pass.runtime().records().path(pass.target()), document);
    }

    private TableMapping lines(DocumentLines declared) {
        return Objects.requireNonNull(engine.mappings().apply(declared.mapping()), declared.mapping());
    }

    /** The header's answer: that of the last operation on it, which tells the version the transaction left behind. */
    private static WriteResult ofHeader(
            Pass pass, Item item, List<WriteOperation> operations, List<WriteResult> answers) {
        DocumentLines declared = pass.mapping().lines();
        String path = pass.runtime().records().path(Side.DATAVERSE, item.targetId(), null);
        WriteResult result = answers.get(0);
        for (int i = 1; i < operations.size(); i++) {
            if (result instanceof WriteResult.Written
                    && operations.get(i).path().equals(path)) {
                result = answers.get(i);
            }
        }
        return declared != null && declared.follow() ? withoutRow(result) : result;
    }

    @Override
    public void readBack(Pass pass, List<Item> items) {
        tables.readBack(pass, items);
        DocumentLines declared = pass.mapping().lines();
        if (declared != null && declared.follow()) {
            readLinesBack(pass, declared, items);
        }
    }

    /** What the lines look like now that the service has computed their amounts. */
    private void readLinesBack(Pass pass, DocumentLines declared, List<Item> items) {
        List<Item> written = items.stream()
                .filter(item -> item.delivered().result() instanceof WriteResult.Written)
                .toList();
        if (written.isEmpty()) {
            return;
        }
        Pass lines = Documents.linesOf(engine, pass, declared);
        Map<String, List<Row>> found = rows.read(
                lines,
                declared,
                pass.target(),
                written.stream()
                        .map(item -> Documents.key(lines, declared, pass.target(), item))
                        .toList());
        for (Item item : written) {
            Map<UUID, Row> byId = new HashMap<>();
            found.getOrDefault(Documents.key(lines, declared, pass.target(), item), List.of())
                    .forEach(row -> byId.put(lines.runtime().records().id(pass.target(), row), row));
            item.lines().forEach(line -> line.written(byId.get(line.targetId())));
        }
    }
}
