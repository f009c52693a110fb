package io.koppel.sales.statistics;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import io.koppel.sync.GonePartner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Coupled customers that Business Central has no more: their pairs are skipped at once, as those whose account is gone are
 * (sales-documents.md §6).
 */
public final class VanishedCustomers {
    private final SalesRun run;
    private final List<Coupling> gone;
    private final List<FailedRecord> failures;

    private VanishedCustomers(SalesRun run, List<Coupling> gone) {
        this.run = run;
        this.gone = List.copyOf(gone);
        this.failures = this.gone.stream().map(this::failure).toList();
    }

    /**
     * Those of some customers that do not exist.
     *
     * @param unseen customers of whom no figures came
     */
    static VanishedCustomers among(Engine engine, TableMapping mapping, SalesRun run, Collection<UUID> unseen) {
        if (unseen.isEmpty()) {
            return new VanishedCustomers(run, List.of());
        }
        Set<UUID> there = new HashSet<>();
        engine.services()
                .businessCentral()
                .readByIds(
                        mapping.businessCentral().entitySet(),
                        "systemId",
                        unseen.stream().map(UUID::toString).toList(),
                        Map.of("$select", "systemId"))
                .rows()
                .forEach(row -> there.add(Columns.id(row, "systemId")));
        List<Coupling> gone = new ArrayList<>();
        engine.database()
                .read(connection ->
                        engine.couplings().find(connection, engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, unseen))
                .forEach((id, coupling) -> {
                    if (!there.contains(id) && !coupling.state().isPending() && !coupling.skipped()) {
                        gone.add(coupling);
                    }
                });
        return new VanishedCustomers(run, gone);
    }

    private FailedRecord failure(Coupling coupling) {
        return run.failure(
                String.valueOf(coupling.number()),
                coupling.businessCentralId(),
                coupling.dataverseId(),
                ErrorClass.GONE,
                "customer-gone",
                null,
                "the customer was not found in Business Central; it is left out from now on");
    }

    /** For the dead-letter channel. */
    public List<FailedRecord> getFailures() {
        return failures;
    }

    /** Writes it down, in one transaction. */
    void confirm(Connection connection, Engine engine, TableMapping mapping, SentStatistics statistics)
            throws SQLException {
        statistics.forget(
                connection, gone.stream().map(Coupling::businessCentralId).toList());
        for (Coupling coupling : gone) {
            GonePartner.skip(
                    connection,
                    engine,
                    mapping,
                    coupling,
                    run.job(),
                    coupling.versions().businessCentralStamp(),
                    "the customer was not found in Business Central; uncouple the account, or couple it with another customer");
        }
        run.confirm(connection, new Counters(0, 0, 0, 0, 0, failures.size(), 0, 0), List.of(), failures);
    }
}
