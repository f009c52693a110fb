package io.koppel.operate.rest;

import io.koppel.operate.Operations;
import io.koppel.operate.ProcessedQuote;
import io.koppel.operate.QuoteOperations;
import io.koppel.operate.QuoteView;
import java.util.List;

/** Quotes of Sales over REST. */
final class QuoteEndpoints {
    private QuoteEndpoints() {}

    static List<Endpoint> of(Operations operations) {
        QuoteOperations quotes = operations.sales().quotes();
        return List.of(
                Endpoint.get(
                        "/api/quotes",
                        "listQuotes",
                        "Active and won quotes of Sales, with what is known of each",
                        List.of(
                                Parameter.query("state", "waiting, intended, refused, created or settled"),
                                Parameter.LIMIT,
                                Parameter.AFTER),
                        Types.listing(QuoteView.class),
                        call -> Answer.ok(quotes.list(call.query("state"), call.query("after"), call.limit()))),
                Endpoint.post(
                        "/api/quotes/{quoteid}/process",
                        "processQuote",
                        "Creates or revises the quote of Business Central, or does what follows from winning it",
                        List.of(Parameter.path("quoteid", "Id of the quote in Sales")),
                        null,
                        ProcessedQuote.class,
                        call -> Answer.ok(quotes.process(call.path("quoteid"), call.callerName()))));
    }
}
