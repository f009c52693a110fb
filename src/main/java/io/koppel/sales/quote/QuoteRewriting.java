package io.koppel.sales.quote;

import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sales.source.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revision takes over the document of an earlier one: that is archived, its lines and notes go, it is reopened, and header
 * and lines are written again (sales-documents.md §3.2). Every part can be repeated: the archive is told by the number of
 * versions, the lines by their ids, which are those of the revision.
 */
final class QuoteRewriting {
    /** Operations that fit into one transaction of Business Central (business-central-api.md §9). */
    private static final int TRANSACTION = 100;

    void rewrite(QuoteBatch batch, QuoteItem item, ODataService service) {
        Row document = Objects.requireNonNull(item.document());
        if (Columns.number(document, "archivedVersions") <= item.versionsBefore() && !archive(batch, item, service)) {
            return;
        }
        List<WriteOperation> operations = operations(item, document, service);
        List<WriteResult> results = service.batch(operations, operations.size() <= TRANSACTION);
        for (WriteResult result : results) {
            if (result instanceof WriteResult.Refused refused) {
                QuoteWriting.refuse(batch, item, refused.error());
                return;
            }
            if (result instanceof WriteResult.Unknown lost) {
                QuoteWriting.unknown(batch, item, lost.reason());
                return;
            }
        }
        Row now = QuoteDocuments.read(service, Set.of(item.businessCentralId().toString()))
                .get(item.businessCentralId().toString());
        item.written(now == null ? document : now);
        batch.history().addAll(QuoteHistory.rewritten(item, document, batch.requestId()));
    }

    private static boolean archive(QuoteBatch batch, QuoteItem item, ODataService service) {
        WriteResult result = service.write(WriteOperation.action(
                QuoteDocuments.path(item.businessCentralId()) + "/Microsoft.NAV.archive", Map.of()));
        if (result instanceof WriteResult.Written) {
            batch.history()
                    .add(QuoteHistory.entry(
                            item,
                            Side.BUSINESS_CENTRAL,
                            "archive",
                            "quote " + item.name() + " was revised",
                            Map.of(),
                            batch.requestId()));
            return true;
        }
        if (result instanceof WriteResult.Refused refused) {
            QuoteWriting.refuse(batch, item, refused.error());
        } else if (result instanceof WriteResult.Unknown lost) {
            QuoteWriting.unknown(batch, item, lost.reason());
        }
        return false;
    }

    private static List<WriteOperation> operations(QuoteItem item, Row document, ODataService service) {
        ComposedDocument composed = Objects.requireNonNull(item.composed());
        String path = QuoteDocuments.path(item.businessCentralId());
        Map<UUID, Map<String, @Nullable Object>> wanted = new LinkedHashMap<>();
        composed.lines().forEach(line -> wanted.put(QuoteDocuments.lineId(item.id(), line), line));
        List<WriteOperation> operations = new ArrayList<>();
        if (!"Open".equals(document.text("status"))) {
            operations.add(WriteOperation.action(path + "/Microsoft.NAV.reopen", Map.of()));
        }
        Set<UUID> there = new LinkedHashSet<>();
        List<Row> old = new ArrayList<>();
        for (Row line : rows(service, path + "/salesQuoteLines", "systemId,lineNumber,attachedToLineNumber")) {
            UUID id = Columns.id(line, "systemId");
            if (wanted.containsKey(id)) {
                there.add(id);
            } else {
                old.add(line);
            }
        }
        // Comments go before the lines they are attached to: they would go along with them.
        old.sort((a, b) -> Integer.compare(attached(b), attached(a)));
        old.forEach(
                line -> operations.add(WriteOperation.delete("salesQuoteLines(" + line.text("systemId") + ")", "*")));
        operations.add(WriteOperation.action(path + "/Microsoft.NAV.deleteNotes", Map.of()));
        operations.add(WriteOperation.update(path, new LinkedHashMap<>(composed.header()), "*"));
        wanted.forEach((id, line) -> {
            if (!there.contains(id)) {
                Map<String, @Nullable Object> body = new LinkedHashMap<>();
                body.put("systemId", id.toString());
                body.put("quoteId", item.businessCentralId().toString());
                body.putAll(line);
                operations.add(WriteOperation.create("salesQuoteLines", body));
            }
        });
        return operations;
    }

    private static int attached(Row line) {
        return Math.max(0, Columns.number(line, "attachedToLineNumber"));
    }

    private static List<Row> rows(ODataService service, String path, String select) {
        List<Row> rows = new ArrayList<>();
        var pages = service.read(ReadRequest.of(path).with("$select", select));
        while (pages.hasNext()) {
            rows.addAll(pages.next().rows());
        }
        return rows;
    }
}
