package io.koppel.sales.statistics;

import io.koppel.odata.ODataService;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.SalesRun;
import io.koppel.sales.WrittenBatch;
import java.util.List;
import java.util.UUID;

/** Statistics of accounts that are coupled no more; they are deleted (sales-documents.md §6). */
public final class PartedBatch extends WrittenBatch<SentStatistics.Sent> {
    PartedBatch(SalesRun run, UUID id, List<SentStatistics.Sent> parted) {
        super(run, id, parted);
    }

    @Override
    protected List<WriteResult> send(List<SentStatistics.Sent> all, ODataService service) {
        return service.batch(
                all.stream()
                        .map(sent ->
                                WriteOperation.delete(StatisticsReader.STATISTICS + "(" + sent.statistics() + ")", "*"))
                        .toList(),
                false);
    }
}
