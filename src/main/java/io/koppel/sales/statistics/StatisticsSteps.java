package io.koppel.sales.statistics;

import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.WriteResult;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The steps of {@code routes/customer-statistics.yaml}, in their order. */
public final class StatisticsSteps {
    /** Customers whose figures are asked for with one request: Business Central works them out one by one. */
    private static final int TOGETHER = 50;

    private final Engine engine;
    private final SentStatistics sent;
    private final StatisticsReader reader;
    private final Map<StatisticsSet, SeenRows> seen = new EnumMap<>(StatisticsSet.class);

    public StatisticsSteps(Engine engine) {
        this.engine = engine;
        this.sent = new SentStatistics(engine.database(), engine.company().name());
        this.reader = new StatisticsReader(engine);
        for (StatisticsSet set : StatisticsSet.values()) {
            seen.put(set, new SeenRows());
        }
    }

    /** What a run has found out so far: customers whose figures moved, and how far the sets were read. */
    private static final class Findings {
        private final Set<UUID> customers = new LinkedHashSet<>();
        private final Map<StatisticsSet, Instant> reached = new EnumMap<>(StatisticsSet.class);
        private final Set<UUID> unseen = new LinkedHashSet<>();
        private boolean complete = true;
    }

    private static Findings findings(SalesRun run) {
        return run.kept(Findings.class, Findings::new);
    }

    /** Query options of a read that starts a run. */
    public Map<String, String> query(StatisticsSet set) {
        return set.query(engine);
    }

    /** Notes whose figures a page tells to have moved. */
    public void note(StatisticsSet set, Page page, SalesRun run) {
        Findings findings = findings(run);
        findings.customers.addAll(set.customers(seen(set).fresh(page.rows(), set.stamp())));
        Instant last = ReadPointer.last(page, set.stamp());
        if (last.isAfter(Instant.EPOCH)) {
            findings.reached.merge(set, last, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Customers to look at: one that a person asked for, else those whose figures were never sent or have moved. */
    public List<List<UUID>> customers(SalesRun run) {
        Set<UUID> wanted = new LinkedHashSet<>(run.documents());
        if (wanted.isEmpty()) {
            wanted.addAll(findings(run).customers);
            int scope = engine.scope(mapping().id());
            sent.noteSkipped(scope);
            UUID after = null;
            List<UUID> more;
            do {
                more = sent.missing(scope, after, 1000);
                wanted.addAll(more);
                after = more.isEmpty() ? after : more.get(more.size() - 1);
            } while (more.size() == 1000);
        }
        List<UUID> all = List.copyOf(wanted);
        List<List<UUID>> batches = new ArrayList<>();
        for (int at = 0; at < all.size(); at += TOGETHER) {
            batches.add(all.subList(at, Math.min(all.size(), at + TOGETHER)));
        }
        return batches;
    }

    /** Query options of a read of some customers' figures. */
    public Map<String, String> figures(List<UUID> customers, SalesRun run) {
        findings(run).unseen.addAll(customers);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", Figures.properties());
        query.put(
                "$filter",
                String.join(
                        " or ",
                        customers.stream().map(id -> "systemId eq " + id).toList()));
        return query;
    }

    /** From a page of figures to what is to be written. */
    public StatisticsBatch take(Page page, SalesRun run) {
        page.rows().forEach(row -> findings(run).unseen.remove(Columns.id(row, "systemId")));
        List<StatisticsItem> items = reader.items(engine.scope(mapping().id()), page.rows());
        return new StatisticsBatch(run, engine.newId(), items, AccountLink.binding(engine));
    }

    /** Customers of whom no figures came because they do not exist any more; their pairs are skipped. */
    public VanishedCustomers vanished(SalesRun run) {
        Set<UUID> unseen = run.error() == null ? findings(run).unseen : Set.of();
        VanishedCustomers vanished = VanishedCustomers.among(engine, mapping(), run, unseen);
        if (!vanished.getFailures().isEmpty()) {
            engine.database().inTransaction(connection -> {
                vanished.confirm(connection, engine, mapping(), sent);
                return true;
            });
        }
        return vanished;
    }

    /** Confirms what was written. */
    public StatisticsBatch confirm(StatisticsBatch batch) {
        StatisticsOutcome outcome = new StatisticsOutcome(engine, mapping(), batch);
        engine.database().inTransaction(connection -> {
            outcome.confirm(connection, sent);
            return true;
        });
        if (!outcome.complete()) {
            findings(batch.run()).complete = false;
        }
        return batch;
    }

    /** Remembers how far the sets were read; where a customer failed, the next run reads them again. */
    public void done(SalesRun run) {
        Findings findings = findings(run);
        if (!run.documents().isEmpty()) {
            return;
        }
        if (!findings.complete || run.error() != null) {
            seen.values().forEach(SeenRows::again);
            return;
        }
        engine.database().inTransaction(connection -> {
            for (Map.Entry<StatisticsSet, Instant> reached : findings.reached.entrySet()) {
                reached.getKey().pointer(engine).advance(connection, reached.getValue());
            }
            return true;
        });
        seen.forEach((set, rows) -> rows.done(set.pointer(engine).from()));
    }

    private SeenRows seen(StatisticsSet set) {
        return java.util.Objects.requireNonNull(seen.get(set));
    }

    /** Statistics that stand in Sales although their customer is coupled no more, some at a time. */
    public PartedBatch parted(SalesRun run) {
        List<SentStatistics.Sent> parted =
                run.documents().isEmpty() ? sent.parted(engine.scope(mapping().id()), 100) : List.of();
        return new PartedBatch(run, engine.newId(), parted);
    }

    /** Confirms what was deleted; what was not is tried again by the next run. */
    public void confirmParted(PartedBatch batch) {
        List<UUID> gone = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (int i = 0; i < batch.results().size(); i++) {
            SentStatistics.Sent one = batch.items().get(i);
            WriteResult result = batch.results().get(i);
            if (result instanceof WriteResult.Written) {
                gone.add(one.customer());
                history.add(new History.Entry(
                        one.customer(),
                        one.statistics(),
                        Side.DATAVERSE,
                        "delete",
                        "the customer is coupled no more",
                        List.of(),
                        batch.requestId()));
            } else if (result instanceof WriteResult.Refused refused
                    && refused.error().kind() == ErrorClass.GONE) {
                gone.add(one.customer());
            }
        }
        engine.database().inTransaction(connection -> {
            sent.forget(connection, gone);
            batch.run().confirm(connection, new Counters(0, 0, history.size(), 0, 0, 0, 0, 0), history, List.of());
            return true;
        });
    }

    private TableMapping mapping() {
        return CustomerMapping.of(engine);
    }
}
