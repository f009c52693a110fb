package io.koppel.sales.statistics;

import io.koppel.odata.Delivery;
import io.koppel.odata.ODataService;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import java.util.List;
import java.util.UUID;

/** Statistics of accounts that are coupled no more; they are deleted (sales-documents.md §6). */
public final class PartedBatch implements Delivery {
    private final SalesRun run;
    private final UUID id;
    private final List<SentStatistics.Sent> parted;
    private List<WriteResult> results = List.of();

    PartedBatch(SalesRun run, UUID id, List<SentStatistics.Sent> parted) {
        this.run = run;
        this.id = id;
        this.parted = List.copyOf(parted);
    }

    SalesRun run() {
        return run;
    }

    String requestId() {
        return id.toString();
    }

    List<SentStatistics.Sent> parted() {
        return parted;
    }

    List<WriteResult> results() {
        return results;
    }

    @Override
    public Object deliverTo(ODataService service) {
        results = parted.isEmpty()
                ? List.of()
                : service.withRequestId(requestId())
                        .batch(
                                parted.stream()
                                        .map(sent -> WriteOperation.delete(
                                                StatisticsReader.STATISTICS + "(" + sent.statistics() + ")", "*"))
                                        .toList(),
                                false);
        return this;
    }
}
