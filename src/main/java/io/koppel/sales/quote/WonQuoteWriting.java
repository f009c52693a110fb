package io.koppel.sales.quote;

import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.source.Columns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows in Business Central from winning a quote: its number on the order, archived, or released (sales-documents.md §3.4). */
final class WonQuoteWriting {
    void send(QuoteBatch batch, ODataService service) {
        for (QuoteItem item : batch.open()) {
            QuoteOutcome outcome = item.won();
            Row document = item.document();
            if (outcome instanceof QuoteOutcome.OrderThere there && document != null) {
                boolean named = order(batch, item, there, document, service);
                boolean archived = Columns.number(document, "archivedVersions") > there.versionsBefore();
                if (item.failure() == null && !archived && (!named || there.begun())) {
                    write(batch, item, "archive", WriteOperation.action(action(item, "archive"), Map.of()), service);
                }
            } else if (outcome instanceof QuoteOutcome.OrderToCome
                    && document != null
                    && "Open".equals(document.text("status"))) {
                write(batch, item, "release", WriteOperation.action(action(item, "release"), Map.of()), service);
            }
        }
    }

    private static String action(QuoteItem item, String name) {
        return QuoteDocuments.path(item.businessCentralId()) + "/Microsoft.NAV." + name;
    }

    /** The order gets the quote's number, unless it has it, or is posted and gone; answers whether it had it. */
    private static boolean order(
            QuoteBatch batch, QuoteItem item, QuoteOutcome.OrderThere there, Row document, ODataService service) {
        String number = Columns.text(document, "number");
        Optional<Row> order =
                service.readOne("salesOrders(" + there.order() + ")", Map.of("$select", "systemId,quoteNumber"));
        boolean named = order.isPresent() && number.equals(order.get().text("quoteNumber"));
        if (order.isPresent() && !named) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put("quoteNumber", number);
            write(
                    batch,
                    item,
                    "update",
                    WriteOperation.update("salesOrders(" + there.order() + ")", columns, "*"),
                    service);
        }
        return named;
    }

    private static void write(
            QuoteBatch batch, QuoteItem item, String what, WriteOperation operation, ODataService service) {
        WriteResult result = service.write(operation);
        if (result instanceof WriteResult.Written) {
            batch.history()
                    .add(QuoteHistory.entry(
                            item,
                            Side.BUSINESS_CENTRAL,
                            what,
                            "quote " + item.name() + " was won",
                            operation.body(),
                            batch.requestId()));
        } else if (result instanceof WriteResult.Refused refused) {
            batch.fail(
                    item,
                    refused.error().kind(),
                    refused.error().code(),
                    null,
                    "it is won, but " + what + " of it in Business Central was refused: "
                            + refused.error().message());
        } else if (result instanceof WriteResult.Unknown lost) {
            batch.fail(
                    item,
                    ErrorClass.TRANSIENT,
                    "no-answer",
                    null,
                    "it is won, but " + what + " of it got no answer (" + lost.reason()
                            + "); the next run looks again");
        }
    }
}
