package io.koppel.sales.order;

import io.koppel.sales.SalesRun;
import io.koppel.sales.source.DocumentSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which orders of Sales are read: submitted ones that were not taken over yet. The year 1900 counts as empty
 * (sales-documents.md §1.1). There is no company in it: the order gets its company when it is taken over.
 */
public final class OrderQuery {
    /** Submitted and not taken over. */
    public static final String WAITING = "statecode eq 1 and (lastbackofficesubmit eq null or (lastbackofficesubmit ge"
            + " 1900-01-01T00:00:00Z and lastbackofficesubmit lt 1900-01-02T00:00:00Z))";

    /** As many as fit into one batch of Business Central. */
    static final int PAGE = 100;

    private OrderQuery() {}

    /** Query options of the read that follows. */
    public static Map<String, String> of(SalesRun run) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", DocumentSource.ORDER.select());
        query.put(
                "$filter",
                run.documents().isEmpty()
                        ? WAITING
                        : run.documents().stream()
                                .map(UUID::toString)
                                .collect(Collectors.joining(
                                        "','",
                                        "Microsoft.Dynamics.CRM.In(PropertyName='salesorderid',PropertyValues=['",
                                        "'])")));
        query.put("pageSize", String.valueOf(PAGE));
        return query;
    }
}
