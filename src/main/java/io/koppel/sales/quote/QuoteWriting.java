package io.koppel.sales.quote;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.document.ComposedDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates new quotes in one request, each with its lines or not at all; revised ones go their own way. */
final class QuoteWriting {
    private final QuoteRewriting rewriting = new QuoteRewriting();

    void send(QuoteBatch batch, ODataService service) {
        create(batch, service);
        for (QuoteItem item : batch.open()) {
            if (item.plan() == QuotePlan.REVISE && !item.written() && item.composed() != null) {
                rewriting.rewrite(batch, item, service);
            }
        }
    }

    private static void create(QuoteBatch batch, ODataService service) {
        List<QuoteItem> open = batch.open().stream()
                .filter(item -> item.plan() == QuotePlan.CREATE && !item.written() && item.composed() != null)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<WriteResult> results =
                service.batch(open.stream().map(QuoteWriting::create).toList(), false);
        Map<String, QuoteItem> doubtful = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            QuoteItem item = open.get(i);
            if (results.get(i) instanceof WriteResult.Written written) {
                item.written(written.row() == null ? new Row(written.etag(), Map.of()) : written.row());
                batch.history().addAll(QuoteHistory.created(item, batch.requestId()));
            } else if (results.get(i) instanceof WriteResult.Unknown lost) {
                doubtful.put(item.businessCentralId().toString(), item);
                unknown(batch, item, lost.reason());
            } else if (results.get(i) instanceof WriteResult.Refused refused) {
                if (refused.error().kind() == ErrorClass.DUPLICATE) {
                    doubtful.put(item.businessCentralId().toString(), item);
                }
                refuse(batch, item, refused.error());
            }
        }
        // One whose answer is lost, or that is there already, is read by the id that was chosen for it.
        QuoteDocuments.read(service, doubtful.keySet()).forEach((id, row) -> {
            QuoteItem item = Objects.requireNonNull(doubtful.get(id));
            item.written(row);
            batch.history().addAll(QuoteHistory.created(item, batch.requestId()));
        });
    }

    private static WriteOperation create(QuoteItem item) {
        ComposedDocument composed = Objects.requireNonNull(item.composed());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("systemId", item.businessCentralId().toString());
        body.putAll(composed.header());
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Map<String, @Nullable Object> line : composed.lines()) {
            Map<String, @Nullable Object> withKey = new LinkedHashMap<>();
            withKey.put("systemId", QuoteDocuments.lineId(item.id(), line).toString());
            withKey.putAll(line);
            lines.add(withKey);
        }
        if (!lines.isEmpty()) {
            body.put("salesQuoteLines", lines);
        }
        return WriteOperation.create(QuoteDocuments.SET, body);
    }

    static void refuse(QuoteBatch batch, QuoteItem item, ServiceError error) {
        if (error.kind() == ErrorClass.CONFIGURATION) {
            batch.run().fail(new IllegalStateException("writing quotes: " + error.describe()));
        }
        batch.fail(item, error.kind(), error.code(), null, error.message());
    }

    static void unknown(QuoteBatch batch, QuoteItem item, String reason) {
        batch.fail(
                item,
                ErrorClass.TRANSIENT,
                "no-answer",
                null,
                "the answer was lost (" + reason + "); the next run reads the quote and finishes the attempt");
    }
}
