package io.koppel.sales.quote;

import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sales.DocumentKind;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.order.SubmittedOrders;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import io.koppel.sync.rules.LookupRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Looks what became of won quotes: the order that was made of a quote in Sales decides (sales-documents.md §3.4). A submitted
 * order that is not in Business Central yet is taken over now, in the design of order integration that is in use.
 */
final class WonQuotes {
    private static final int SUBMITTED = 1;

    private final Engine engine;
    private final DocumentLedger ledger;
    private final QuoteArchives archives;
    private final OrderTaking orders;

    WonQuotes(Engine engine, DocumentLedger ledger, QuoteArchives archives, OrderTaking orders) {
        this.engine = engine;
        this.ledger = ledger;
        this.archives = archives;
        this.orders = orders;
    }

    QuoteBatch look(QuoteBatch batch) {
        List<QuoteItem> won = batch.open().stream()
                .filter(item -> item.isWon() && item.known() != null)
                .toList();
        if (won.isEmpty()) {
            return batch;
        }
        Map<UUID, List<Row>> made = new HashMap<>();
        for (Row row : LookupRows.in(
                engine,
                "salesorders",
                "quoteid",
                won.stream().map(item -> item.id().toString()).toList(),
                "salesorderid ne null",
                "salesorderid,ordernumber,statecode,_quoteid_value")) {
            made.computeIfAbsent(Columns.id(row, "_quoteid_value"), id -> new ArrayList<>())
                    .add(row);
        }
        Map<UUID, UUID> there = there(made.values().stream()
                .flatMap(List::stream)
                .map(row -> Columns.id(row, "salesorderid"))
                .toList());
        for (QuoteItem item : won) {
            decide(batch, item, made.getOrDefault(item.id(), List.of()), there);
        }
        begin(won);
        return batch;
    }

    /** Orders of Business Central that came of some orders of Sales, by the ledger or, where orders travel both ways, their coupling. */
    private Map<UUID, UUID> there(List<UUID> orders) {
        Map<UUID, UUID> there = new HashMap<>();
        engine.database()
                .read(connection -> engine.couplings()
                        .find(connection, engine.scope(SubmittedOrders.MAPPING), Side.DATAVERSE, orders))
                .forEach((id, coupling) -> {
                    if (!coupling.state().isPending()) {
                        there.put(id, coupling.businessCentralId());
                    }
                });
        ledger.find(DocumentKind.ORDER, orders).forEach((id, entry) -> {
            if (entry.state().exists() && entry.businessCentralId() != null) {
                there.put(id, entry.businessCentralId());
            }
        });
        return there;
    }

    private void decide(QuoteBatch batch, QuoteItem item, List<Row> made, Map<UUID, UUID> there) {
        if (made.isEmpty()) {
            batch.fail(
                    item,
                    ErrorClass.DATA,
                    null,
                    "quoteid",
                    "it is won, but no order was made of it in Sales; make an order of the quote, or close it");
            return;
        }
        for (Row order : made) {
            UUID document = there.get(Columns.id(order, "salesorderid"));
            if (document != null) {
                item.won(orderThere(item, document));
                return;
            }
        }
        for (Row order : made) {
            if (Columns.number(order, "statecode") == SUBMITTED) {
                create(batch, item, Columns.id(order, "salesorderid"), Columns.text(order, "ordernumber"));
                return;
            }
        }
        item.won(new QuoteOutcome.OrderToCome());
    }

    private void create(QuoteBatch batch, QuoteItem item, UUID order, String number) {
        SubmittedOrders.Outcome outcome = orders.create(order, batch.run().startedBy());
        UUID created = outcome.businessCentralId();
        if (created == null) {
            batch.fail(
                    item,
                    ErrorClass.DATA,
                    null,
                    null,
                    "it is won, but its order " + number + " could not be created: " + outcome.message());
        } else {
            item.won(new QuoteOutcome.OrderCreated(created));
        }
    }

    private QuoteOutcome orderThere(QuoteItem item, UUID order) {
        Integer before = archives.before(QuoteArchives.Reason.WON, item.id());
        Row document = item.document();
        int versions = before != null ? before : document == null ? -1 : Columns.number(document, "archivedVersions");
        return new QuoteOutcome.OrderThere(order, versions, before != null);
    }

    /** Notes how many versions there are before the archiving leaves. */
    private void begin(List<QuoteItem> won) {
        Map<UUID, Integer> begun = new LinkedHashMap<>();
        for (QuoteItem item : won) {
            if (item.won() instanceof QuoteOutcome.OrderThere there
                    && item.document() != null
                    && archives.before(QuoteArchives.Reason.WON, item.id()) == null) {
                begun.put(item.id(), there.versionsBefore());
            }
        }
        engine.database().inTransaction(connection -> {
            for (Map.Entry<UUID, Integer> entry : begun.entrySet()) {
                archives.begin(connection, QuoteArchives.Reason.WON, entry.getKey(), entry.getValue());
            }
            return true;
        });
    }
}
