package io.koppel.sales.statistics;

import io.koppel.journal.FailedRecord;
import io.koppel.odata.Delivery;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of customers whose figures are written; the body of the steps that do it. */
public final class StatisticsBatch implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final List<StatisticsItem> items;
    private final String binding;
    private final Map<StatisticsItem, WriteResult> figures = new HashMap<>();
    private final Map<StatisticsItem, WriteResult> links = new HashMap<>();
    private final List<FailedRecord> failures = new ArrayList<>();

    /** @param binding what binds an account to its statistics */
    StatisticsBatch(SalesRun run, UUID id, List<StatisticsItem> items, String binding) {
        this.run = run;
        this.id = id;
        this.items = List.copyOf(items);
        this.binding = binding;
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    List<StatisticsItem> items() {
        return items;
    }

    /** What became of a customer's figures, null if nothing was to be written. */
    @Nullable
    WriteResult figures(StatisticsItem item) {
        return figures.get(item);
    }

    /** What became of the account's link, null if none was to be written. */
    @Nullable
    WriteResult link(StatisticsItem item) {
        return links.get(item);
    }

    void fail(FailedRecord failure) {
        failures.add(failure);
    }

    /** Customers whose figures could not be written, for the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return failures;
    }

    @Override
    public Object deliverTo(ODataService service) {
        ODataService named = service.withRequestId(requestId());
        List<StatisticsItem> written =
                items.stream().filter(item -> !item.changes().isEmpty()).toList();
        send(named, written, this::write, figures);
        for (StatisticsItem item : written) {
            // An attempt that nobody heard of has made the row already: what it wrote is brought up to date.
            if (figures.get(item) instanceof WriteResult.Refused refused
                    && refused.error().kind() == ErrorClass.DUPLICATE) {
                Map<String, @Nullable Object> body = new LinkedHashMap<>(item.changes());
                body.remove(Figures.KEY);
                figures.put(item, named.write(WriteOperation.update(path(item), body, "*")));
            }
        }
        send(
                named,
                items.stream().filter(this::mayLink).toList(),
                item -> WriteOperation.update(
                        StatisticsReader.ACCOUNTS + "(" + item.coupling().dataverseId() + ")",
                        Map.of(binding + "@odata.bind", "/" + path(item)),
                        etag(item)),
                links);
        return this;
    }

    /** An account leads to its figures once they are there. */
    private boolean mayLink(StatisticsItem item) {
        WriteResult result = figures.get(item);
        return item.needsLink() && (result == null || result instanceof WriteResult.Written);
    }

    private static String path(StatisticsItem item) {
        return StatisticsReader.STATISTICS + "(" + item.statistics() + ")";
    }

    private static String etag(StatisticsItem item) {
        String etag = item.account() == null ? null : item.account().etag();
        return etag == null ? "*" : etag;
    }

    private WriteOperation write(StatisticsItem item) {
        return item.known() == null
                ? WriteOperation.create(StatisticsReader.STATISTICS, item.changes())
                : WriteOperation.update(path(item), item.changes(), "*");
    }

    private static void send(
            ODataService service,
            List<StatisticsItem> items,
            java.util.function.Function<StatisticsItem, WriteOperation> operation,
            Map<StatisticsItem, WriteResult> into) {
        if (!items.isEmpty()) {
            List<WriteResult> results =
                    service.batch(items.stream().map(operation).toList(), false);
            for (int i = 0; i < items.size(); i++) {
                into.put(items.get(i), results.get(i));
            }
        }
    }
}
