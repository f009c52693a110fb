package io.koppel.sales.order;

import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Literals;
import io.koppel.odata.ODataService;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.FactsReader;
import io.koppel.sync.Engine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Business Central takes only when the lines are there: the invoice discount, and the archiving of the quote an order was
 * made from. Repeated until it is done, and never twice.
 */
final class OrderCompletion {
    private final Engine engine;

    OrderCompletion(Engine engine) {
        this.engine = engine;
    }

    /** A write that is to be made for an order. */
    private record Task(OrderItem item, WriteOperation operation, boolean archive) {}

    void send(OrderBatch batch, ODataService service) {
        List<Task> tasks = new ArrayList<>();
        for (OrderItem item : batch.existing()) {
            discount(batch, item, tasks);
            archive(item, service, tasks);
        }
        if (tasks.isEmpty()) {
            return;
        }
        List<WriteResult> results =
                service.batch(tasks.stream().map(Task::operation).toList(), false);
        List<History.Entry> history = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            settle(batch, tasks.get(i), results.get(i), history);
        }
        if (!history.isEmpty()) {
            engine.database().inTransaction(connection -> {
                batch.run().confirm(connection, Counters.ZERO, history, List.of());
                return true;
            });
        }
    }

    private void discount(OrderBatch batch, OrderItem item, List<Task> tasks) {
        Row created = item.created();
        int decimals = batch.run()
                .kept(FactsReader.class, () -> new FactsReader(engine))
                .amountDecimals(item.row());
        BigDecimal discount = DocumentComposer.invoiceDiscount(item.header(), decimals);
        if (created != null && discount != null && discount.compareTo(Columns.amount(created, "discountAmount")) != 0) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put("discountAmount", discount);
            tasks.add(new Task(
                    item,
                    WriteOperation.update(
                            CreatedOrders.path(item.businessCentralId()),
                            columns,
                            created.etag() == null ? "*" : created.etag()),
                    false));
        }
    }

    /** Archived once: after a death it is told by a version that is younger than the order, both by the service's clock. */
    private static void archive(OrderItem item, ODataService service, List<Task> tasks) {
        Row quote = item.quote();
        if (quote == null) {
            return;
        }
        String id = Columns.text(quote, "systemId");
        if (!item.createdNow() && archivedSince(service, Columns.text(quote, "number"), item)) {
            return;
        }
        tasks.add(
                new Task(item, WriteOperation.action("salesQuotes(" + id + ")/Microsoft.NAV.archive", Map.of()), true));
    }

    private static boolean archivedSince(ODataService service, String number, OrderItem item) {
        Row created = item.created();
        return created != null
                && !service.readPage(ReadRequest.of("archivedSalesQuotes")
                                .with("$select", "systemId")
                                .with(
                                        "$filter",
                                        "number eq " + Literals.text(number) + " and systemCreatedAt ge "
                                                + Columns.text(created, "systemCreatedAt"))
                                .with("$top", "1"))
                        .rows()
                        .isEmpty();
    }

    private static void settle(OrderBatch batch, Task task, WriteResult result, List<History.Entry> history) {
        OrderItem item = task.item();
        if (result instanceof WriteResult.Written written) {
            if (task.archive()) {
                Row quote = item.quote();
                history.add(new History.Entry(
                        quote == null ? null : Columns.idOrNull(quote, "systemId"),
                        item.header().quote(),
                        Side.BUSINESS_CENTRAL,
                        "archive",
                        "order " + item.name() + " was created",
                        List.of(),
                        batch.requestId()));
            } else {
                history.add(OrderHistory.updated(
                        item,
                        Side.BUSINESS_CENTRAL,
                        "invoice discount",
                        task.operation().body(),
                        item.created() == null ? Map.of() : item.created().values(),
                        batch.requestId()));
                if (written.row() != null) {
                    item.changed(written.row());
                }
            }
        } else if (result instanceof WriteResult.Refused refused) {
            batch.fail(
                    item,
                    refused.error().kind(),
                    refused.error().code(),
                    task.archive() ? null : "discountamount",
                    "order " + number(item) + " was created, but "
                            + (task.archive()
                                    ? "its quote could not be archived: "
                                    : "its invoice discount could not be set: ")
                            + refused.error().message());
        } else if (result instanceof WriteResult.Unknown unknown) {
            batch.fail(
                    item,
                    ErrorClass.TRANSIENT,
                    "no-answer",
                    null,
                    "order " + number(item) + " was created; what follows got no answer (" + unknown.reason()
                            + "), the next run finishes it");
        }
    }

    private static String number(OrderItem item) {
        return item.created() == null ? "" : Columns.text(item.created(), "number");
    }
}
