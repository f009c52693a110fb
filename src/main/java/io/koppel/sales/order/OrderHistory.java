package io.koppel.sales.order;

import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.sales.document.ComposedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How writes of this package stand in the history: one entry for each row that a service wrote (promises.md P12). */
final class OrderHistory {
    private OrderHistory() {}

    /** The order and each of its lines; one found by its id is told without its values. */
    static void created(List<History.Entry> history, OrderItem item, String requestId) {
        ComposedDocument composed = item.composed();
        history.add(new History.Entry(
                item.businessCentralId(),
                item.id(),
                Side.BUSINESS_CENTRAL,
                "create",
                composed == null ? "adopted" : "submitted order",
                composed == null ? List.of() : changes(composed.header(), Map.of()),
                requestId));
        if (composed != null) {
            for (Map<String, @Nullable Object> line : composed.lines()) {
                history.add(new History.Entry(
                        OrderCreation.lineId(item.businessCentralId(), line),
                        item.id(),
                        Side.BUSINESS_CENTRAL,
                        "create",
                        "line of " + item.name(),
                        changes(line, Map.of()),
                        requestId));
            }
        }
    }

    /** An update of the order on a side. */
    static History.Entry updated(
            OrderItem item,
            Side side,
            String reason,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> before,
            String requestId) {
        return new History.Entry(
                item.businessCentralId(), item.id(), side, "update", reason, changes(values, before), requestId);
    }

    static List<FieldChange> changes(Map<String, @Nullable Object> values, Map<String, @Nullable Object> before) {
        List<FieldChange> changes = new ArrayList<>();
        values.forEach((column, value) -> changes.add(new FieldChange(column, before.get(column), value)));
        return changes;
    }
}
