package io.koppel.sales.order;

import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sales.document.ContentRules;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sales.document.SalesDocument;
import io.koppel.sales.document.SalesLine;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentReader;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sales.source.FactsReader;
import io.koppel.sales.source.QuotesOfOrders;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what the orders of a batch need and puts them into Business Central's words; an order that has no counterpart fails. */
final class OrderComposition {
    private static final DocumentComposer COMPOSER = new DocumentComposer(ContentRules.ORDER);

    private final Engine engine;

    OrderComposition(Engine engine) {
        this.engine = engine;
    }

    OrderBatch compose(OrderBatch batch) {
        findBegun(batch);
        quotes(batch);
        List<OrderItem> open = batch.open().stream()
                .filter(item -> item.created() == null || !item.confirmed())
                .toList();
        if (open.isEmpty()) {
            return batch;
        }
        Map<UUID, List<SalesLine>> lines = new DocumentReader(engine, DocumentSource.ORDER)
                .lines(open.stream().map(OrderItem::id).toList());
        FactsReader.Facts facts = batch.run()
                .kept(FactsReader.class, () -> new FactsReader(engine))
                .read(open.stream().map(OrderItem::row).toList(), lines);
        for (OrderItem item : open) {
            List<SalesLine> own = lines.getOrDefault(item.id(), List.of());
            try {
                item.composed(COMPOSER.compose(new SalesDocument(item.header(), own), facts.of(item.row(), own)));
            } catch (DocumentRefused refused) {
                if (item.created() != null) {
                    continue; // it exists; only its history lacks what it was made from
                }
                batch.fail(item, ErrorClass.DATA, null, refused.field(), String.valueOf(refused.getMessage()));
            }
        }
        return batch;
    }

    /** What an earlier attempt created, by the ids it had chosen (promises.md P1). */
    private void findBegun(OrderBatch batch) {
        Map<String, OrderItem> begun = batch.open().stream()
                .filter(OrderItem::resumed)
                .collect(Collectors.toMap(item -> item.businessCentralId().toString(), item -> item));
        for (Row row : CreatedOrders.read(engine.services().businessCentral(), begun.keySet())) {
            OrderItem item = begun.get(Columns.text(row, "systemId"));
            if (item != null) {
                item.created(row, false);
            }
        }
    }

    private void quotes(OrderBatch batch) {
        List<OrderItem> open = batch.open().stream()
                .filter(item -> item.header().quote() != null)
                .toList();
        Map<UUID, Row> documents = new QuotesOfOrders(engine)
                .documents(open.stream().map(item -> item.header().quote()).toList());
        for (OrderItem item : open) {
            Row quote = documents.get(item.header().quote());
            if (quote != null) {
                item.quote(quote);
            }
        }
    }
}
