package io.koppel.sales.order;

import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.document.ComposedDocument;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits which id each new order will have before its request leaves: whoever finds the row after a death reads the order by
 * that id, so there is no moment at which a second one could come into being (promises.md P1).
 */
final class OrderIntents {
    private final Engine engine;
    private final DocumentLedger ledger;

    OrderIntents(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    OrderBatch open(OrderBatch batch) {
        List<DocumentEntry> intents = new ArrayList<>();
        for (OrderItem item : batch.open()) {
            ComposedDocument composed = item.composed();
            if (item.created() == null && composed != null) {
                if (item.quote() != null) {
                    composed.header().put("quoteNumber", item.quote().get("number"));
                }
                DocumentEntry entry = new DocumentEntry(
                        DocumentKind.ORDER,
                        item.id(),
                        item.businessCentralId(),
                        DocumentState.INTENDED,
                        null,
                        item.name(),
                        null,
                        batch.run().run(),
                        batch.run().now());
                item.known(entry);
                intents.add(entry);
            }
        }
        engine.database().inTransaction(connection -> {
            ledger.put(connection, intents);
            return true;
        });
        return batch;
    }
}
