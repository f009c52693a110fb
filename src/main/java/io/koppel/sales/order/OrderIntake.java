package io.koppel.sales.order;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.SalesRun;
import io.koppel.sales.document.SalesHeader;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * From a page of orders to those that are to be created, or whose creation an earlier attempt left open. An order that was
 * created once is left alone for good, also when the order of Business Central is gone (sales-documents.md §1.2).
 */
final class OrderIntake {
    private static final int SUBMITTED = 1;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final DocumentClaims claims;

    OrderIntake(Engine engine, DocumentLedger ledger, DocumentClaims claims) {
        this.engine = engine;
        this.ledger = ledger;
        this.claims = claims;
    }

    OrderBatch take(Page page, SalesRun run) {
        List<Row> rows = new ArrayList<>();
        for (Row row : page.rows()) {
            if (claims.claim(Columns.id(row, "salesorderid"))) {
                rows.add(row);
            }
        }
        List<UUID> ids =
                rows.stream().map(row -> Columns.id(row, "salesorderid")).toList();
        try {
            return batch(rows, ids, run);
        } catch (RuntimeException e) {
            ids.forEach(claims::release);
            throw e;
        }
    }

    private OrderBatch batch(List<Row> rows, List<UUID> ids, SalesRun run) {
        Map<UUID, DocumentEntry> known = ledger.find(DocumentKind.ORDER, ids);
        Map<UUID, Coupling> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, run.scope(), Side.DATAVERSE, ids));
        DocumentReader reader = new DocumentReader(engine, DocumentSource.ORDER);
        List<OrderItem> items = new ArrayList<>();
        OrderBatch batch = new OrderBatch(run, engine.newId(), items, () -> ids.forEach(claims::release));
        for (Row row : rows) {
            SalesHeader header = reader.header(row);
            DocumentEntry entry = known.get(header.id());
            UUID chosen = entry == null ? null : entry.businessCentralId();
            boolean begun = chosen != null
                    && entry != null
                    && (entry.state() == DocumentState.INTENDED || entry.state() == DocumentState.CREATED);
            boolean taken = entry != null && entry.state().exists() && !begun;
            if (taken || (!begun && coupled.containsKey(header.id()))) {
                continue;
            }
            OrderItem item =
                    new OrderItem(row, header, begun && chosen != null ? chosen : engine.newId(), entry, begun);
            items.add(item);
            if (!begun && Columns.number(row, "statecode") != SUBMITTED) {
                batch.fail(
                        item,
                        ErrorClass.DATA,
                        null,
                        "statecode",
                        "it is not submitted; the state of an order must be Submitted to become one of Business Central");
            }
        }
        return batch;
    }
}
