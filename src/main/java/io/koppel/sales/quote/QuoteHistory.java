package io.koppel.sales.quote;

import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.sales.document.ComposedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How writes of this package stand in the history: one entry for each row that a service wrote (promises.md P12). */
final class QuoteHistory {
    private QuoteHistory() {}

    static List<History.Entry> created(QuoteItem item, String requestId) {
        List<History.Entry> entries = new ArrayList<>();
        ComposedDocument composed = item.composed();
        entries.add(entry(
                item,
                Side.BUSINESS_CENTRAL,
                "create",
                composed == null ? "adopted" : item.isWon() ? "won quote" : "active quote",
                composed == null ? Map.of() : composed.header(),
                requestId));
        lines(item, entries, requestId);
        return entries;
    }

    static List<History.Entry> rewritten(QuoteItem item, Row before, String requestId) {
        List<History.Entry> entries = new ArrayList<>();
        ComposedDocument composed = item.composed();
        if (composed != null) {
            List<FieldChange> changes = new ArrayList<>();
            composed.header()
                    .forEach((column, value) -> changes.add(new FieldChange(column, before.get(column), value)));
            entries.add(new History.Entry(
                    item.businessCentralId(),
                    item.id(),
                    Side.BUSINESS_CENTRAL,
                    "update",
                    "revision " + item.revision() + " of " + item.name(),
                    changes,
                    requestId));
        }
        lines(item, entries, requestId);
        return entries;
    }

    private static void lines(QuoteItem item, List<History.Entry> entries, String requestId) {
        ComposedDocument composed = item.composed();
        if (composed == null) {
            return;
        }
        for (Map<String, @Nullable Object> line : composed.lines()) {
            entries.add(new History.Entry(
                    QuoteDocuments.lineId(item.id(), line),
                    item.id(),
                    Side.BUSINESS_CENTRAL,
                    "create",
                    "line of " + item.name(),
                    changes(line),
                    requestId));
        }
    }

    static History.Entry entry(
            QuoteItem item,
            Side side,
            String operation,
            String reason,
            Map<String, @Nullable Object> values,
            String requestId) {
        return new History.Entry(
                item.businessCentralId(), item.id(), side, operation, reason, changes(values), requestId);
    }

    private static List<FieldChange> changes(Map<String, @Nullable Object> values) {
        List<FieldChange> changes = new ArrayList<>();
        values.forEach((column, value) -> changes.add(new FieldChange(column, null, value)));
        return changes;
    }
}
