package io.koppel.sales.quote;

import io.koppel.sales.SalesRun;
import io.koppel.sales.source.DocumentSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which quotes of Sales are read: all that are active or won (sales-documents.md §3.1). */
final class QuoteQuery {
    static final String DUE = "statecode eq 1 or statecode eq 2";

    /** As many as fit into one batch of Business Central. */
    private static final int PAGE = 100;

    private QuoteQuery() {}

    static Map<String, String> of(SalesRun run) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", DocumentSource.QUOTE.select());
        query.put(
                "$filter",
                run.documents().isEmpty()
                        ? DUE
                        : run.documents().stream()
                                .map(UUID::toString)
                                .collect(Collectors.joining(
                                        "','",
                                        "Microsoft.Dynamics.CRM.In(PropertyName='quoteid',PropertyValues=['",
                                        "'])")));
        query.put("pageSize", String.valueOf(PAGE));
        return query;
    }
}
