package io.koppel.sales.bidirectional;

import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reserves for the item lines of an order whose Reserve is Always what is not reserved yet (sales-documents.md §10.1). */
final class Reservations {
    private final Engine engine;

    Reservations(Engine engine) {
        this.engine = engine;
    }

    /** @throws IllegalStateException if a reservation got no answer; repeating does it */
    void reserve(FollowUpWork work, List<UUID> orders) {
        Map<UUID, UUID> lines = new LinkedHashMap<>();
        List<String> numbers = new ArrayList<>();
        engine.services()
                .businessCentral()
                .readByIds(
                        "salesOrders",
                        "systemId",
                        orders.stream().map(UUID::toString).toList(),
                        Map.of("$select", "systemId,number"))
                .rows()
                .forEach(row -> numbers.add(Columns.text(row, "number")));
        for (Row line : engine.services()
                .businessCentral()
                .readByIds(
                        "salesOrderLines",
                        "documentNumber",
                        numbers,
                        Map.of("$select", "systemId,orderId,type,reserve,reservedQuantity,outstandingQuantity"))
                .rows()) {
            BigDecimal open =
                    Columns.amount(line, "outstandingQuantity").subtract(Columns.amount(line, "reservedQuantity"));
            if ("Item".equals(line.get("type")) && "Always".equals(line.get("reserve")) && open.signum() > 0) {
                lines.put(Columns.id(line, "systemId"), Columns.id(line, "orderId"));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        UUID batch = engine.newId();
        List<UUID> ids = List.copyOf(lines.keySet());
        List<WriteResult> results = engine.services()
                .businessCentral()
                .withRequestId(batch.toString())
                .batch(
                        ids.stream()
                                .map(id -> WriteOperation.action(
                                        "salesOrderLines(" + id + ")/Microsoft.NAV.autoReserve", Map.of()))
                                .toList(),
                        false);
        List<History.Entry> history = new ArrayList<>();
        int unheard = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (results.get(i) instanceof WriteResult.Written) {
                history.add(new History.Entry(
                        lines.get(ids.get(i)),
                        null,
                        Side.BUSINESS_CENTRAL,
                        "autoReserve",
                        "a new line is to be reserved",
                        List.of(),
                        batch.toString()));
            } else if (results.get(i) instanceof WriteResult.Unknown) {
                unheard++;
            }
        }
        engine.database().inTransaction(connection -> {
            engine.history()
                    .record(
                            connection,
                            work.runtime().scope(),
                            work.run(),
                            work.job(),
                            engine.clock().millis(),
                            history);
            return true;
        });
        if (unheard > 0) {
            throw new IllegalStateException(unheard + " reservation(s) got no answer");
        }
    }
}
