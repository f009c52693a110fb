package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.JobLogRow;
import io.koppel.mapping.Side;
import io.koppel.sales.statistics.CustomerMapping;
import io.koppel.sales.statistics.StatisticsJob;
import io.koppel.sync.Engine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Account statistics by hand: of one customer, now (sales-documents.md §6). */
public final class StatisticsOperations {
    private final Engine engine;
    private final StatisticsJob job;

    public StatisticsOperations(Engine engine, StatisticsJob job) {
        this.engine = engine;
        this.job = job;
    }

    /**
     * What became of a customer's figures and of the invoices that were paid.
     *
     * @param run number of the run
     * @param statistics inserted, modified, unchanged or failed
     * @param invoices invoices whose state was brought up to date
     */
    public record SentStatistics(long run, String number, String statistics, long invoices) {}

    /**
     * Sends the figures of a customer, and the states of its invoices.
     *
     * @param customer its SystemId or its number
     * @throws OperationException with the cause if it is not coupled or the figures cannot be sent
     */
    public SentStatistics send(String customer, String startedBy) {
        requireMapping();
        Coupling coupling = coupled(customer)
                .orElseThrow(() -> OperationException.notFound("there is no coupled customer '" + customer
                        + "'; name it by its number or SystemId, and couple it first"));
        if (coupling.skipped()) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    "customer " + coupling.number() + " is skipped: " + coupling.failure()
                            + "; retry or uncouple it first (koppel skipped)");
        }
        if (!StatisticsJob.possible(engine.models())) {
            throw new OperationException(OperationException.Reason.CONFLICT, StatisticsJob.IMPOSSIBLE);
        }
        var run = job.run(startedBy, coupling.businessCentralId());
        List<JobLogRow> rows = run.passes();
        Counters counters = rows.get(0).counters();
        String message = run.run().message();
        if (message != null) {
            throw new OperationException(OperationException.Reason.CONFLICT, message);
        }
        if (counters.failed() > 0) {
            throw new OperationException(
                    OperationException.Reason.CONFLICT,
                    engine.couplings()
                            .find(scope(), Side.BUSINESS_CENTRAL, coupling.businessCentralId())
                            .map(Coupling::failure)
                            .orElse("the figures of customer " + coupling.number()
                                    + " were not written; koppel errors says why"));
        }
        long invoices = rows.stream()
                .skip(1)
                .mapToLong(row -> row.counters().modified())
                .sum();
        return new SentStatistics(run.run().id(), String.valueOf(coupling.number()), outcome(counters), invoices);
    }

    private void requireMapping() {
        try {
            CustomerMapping.of(engine);
        } catch (IllegalStateException none) {
            throw new OperationException(OperationException.Reason.CONFLICT, String.valueOf(none.getMessage()));
        }
    }

    private static String outcome(Counters counters) {
        return counters.inserted() > 0 ? "inserted" : counters.modified() > 0 ? "modified" : "unchanged";
    }

    private int scope() {
        return engine.scope(CustomerMapping.of(engine).id());
    }

    private Optional<Coupling> coupled(String customer) {
        Optional<Coupling> byId =
                id(customer).flatMap(id -> engine.couplings().find(scope(), Side.BUSINESS_CENTRAL, id));
        if (byId.isPresent()) {
            return byId;
        }
        return Optional.ofNullable(engine.database()
                .read(connection -> engine.couplings().byNumber(connection, scope(), List.of(customer)))
                .get(customer));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
