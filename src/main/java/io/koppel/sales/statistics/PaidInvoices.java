package io.koppel.sales.statistics;

import io.koppel.coupling.Coupling;
import io.koppel.job.Runner;
import io.koppel.job.SynchronizeRequest;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Coupled invoices that were paid, or whose payment was taken back, since the last run: new entries of the customers' ledger tell.
 * What state follows is the rule of the invoices' mapping (sales-documents.md §5).
 */
public final class PaidInvoices {
    /** The invoices' mapping. */
    static final String MAPPING = "POSTEDSALESINV-INV";

    private static final String STAMP = "systemModifiedAt";

    private final Engine engine;
    private final Runner runner;
    private final SeenRows seen = new SeenRows();

    public PaidInvoices(Engine engine, Runner runner) {
        this.engine = engine;
        this.runner = runner;
    }

    /** What a run has found out so far. */
    private static final class Findings {
        private final Set<UUID> invoices = new LinkedHashSet<>();
        private Instant reached = Instant.EPOCH;
    }

    private static Findings findings(SalesRun run) {
        return run.kept(Findings.class, Findings::new);
    }

    ReadPointer pointer() {
        return new ReadPointer(engine, StatisticsJob.NAME + " detailedCustomerLedgerEntries", Side.BUSINESS_CENTRAL);
    }

    /** Query options of a read of new entries: of all customers, or of the one that a person asked for. */
    public Map<String, String> query(SalesRun run) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", "entryNumber,invoiceId," + STAMP);
        StringBuilder filter = new StringBuilder(STAMP + " ge " + pointer().from());
        if (!run.documents().isEmpty()) {
            List<String> numbers = numbers(run.documents());
            filter.append(" and (")
                    .append(String.join(
                            " or ",
                            numbers.stream()
                                    .map(number -> "customerNumber eq '" + number.replace("'", "''") + "'")
                                    .toList()))
                    .append(")");
        }
        query.put("$filter", filter.toString());
        query.put("$orderby", STAMP);
        return query;
    }

    private List<String> numbers(Collection<UUID> customers) {
        int scope = engine.scope(CustomerMapping.of(engine).id());
        List<String> numbers = new ArrayList<>();
        for (UUID customer : customers) {
            numbers.add(engine.couplings()
                    .find(scope, Side.BUSINESS_CENTRAL, customer)
                    .map(Coupling::number)
                    .orElseThrow(() -> new IllegalStateException("the customer " + customer + " is coupled no more")));
        }
        return numbers;
    }

    /** Notes the invoices that a page of entries is about. */
    public void note(Page page, SalesRun run) {
        Findings findings = findings(run);
        List<Row> rows = run.documents().isEmpty() ? seen.fresh(page.rows(), STAMP) : page.rows();
        for (Row row : rows) {
            UUID invoice = Columns.idOrNull(row, "invoiceId");
            if (invoice != null) {
                findings.invoices.add(invoice);
            }
        }
        Instant last = ReadPointer.last(page, STAMP);
        findings.reached = last.isAfter(findings.reached) ? last : findings.reached;
    }

    /** Brings their states to Sales, within the run. The pointer stays where it is for a single customer (§5). */
    public void synchronize(SalesRun run) {
        Findings findings = findings(run);
        List<String> coupled = coupled(findings.invoices);
        if (!coupled.isEmpty()) {
            runner.join(run.run(), SynchronizeRequest.moved(MAPPING, Direction.TO_DATAVERSE, coupled, run.startedBy()));
        }
        if (run.documents().isEmpty()) {
            engine.database().inTransaction(connection -> {
                if (findings.reached.isAfter(Instant.EPOCH)) {
                    pointer().advance(connection, findings.reached);
                }
                return true;
            });
            seen.done(pointer().from());
        }
    }

    private List<String> coupled(Set<UUID> invoices) {
        return engine
                .database()
                .read(connection ->
                        engine.couplings().find(connection, engine.scope(MAPPING), Side.BUSINESS_CENTRAL, invoices))
                .values()
                .stream()
                .filter(coupling -> !coupling.state().isPending() && !coupling.skipped())
                .map(coupling -> coupling.businessCentralId().toString())
                .toList();
    }
}
