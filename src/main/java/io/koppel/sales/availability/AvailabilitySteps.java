package io.koppel.sales.availability;

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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The steps of {@code routes/item-availability.yaml}, in their order. */
public final class AvailabilitySteps {
    /** The items' mapping. */
    static final String MAPPING = "ITEM-PRODUCT";

    private static final String STAMP = "systemModifiedAt";
    private static final int TOGETHER = 500;

    private final Engine engine;
    private final Runner runner;
    private final ItemAvailability known;

    public AvailabilitySteps(Engine engine, Runner runner, ItemAvailability known) {
        this.engine = engine;
        this.runner = runner;
        this.known = known;
    }

    /** What a run has found out so far. */
    private static final class Findings {
        private final Set<UUID> items = new LinkedHashSet<>();
        private Instant reached = Instant.EPOCH;
    }

    private static Findings findings(SalesRun run) {
        return run.kept(Findings.class, Findings::new);
    }

    private ReadPointer pointer() {
        return new ReadPointer(engine, AvailabilityJob.NAME + " itemLedgerEntries", Side.BUSINESS_CENTRAL);
    }

    /** Query options of a read of what moved since the last run. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", "itemId," + STAMP);
        query.put("$filter", STAMP + " ge " + pointer().from());
        query.put("$orderby", STAMP);
        return query;
    }

    /** Notes which items moved. */
    public void note(Page page, SalesRun run) {
        Findings findings = findings(run);
        for (Row row : page.rows()) {
            UUID item = Columns.idOrNull(row, "itemId");
            if (item != null) {
                findings.items.add(item);
            }
        }
        Instant last = ReadPointer.last(page, STAMP);
        findings.reached = last.isAfter(findings.reached) ? last : findings.reached;
    }

    /** Sends the quantities of coupled items that moved through their mapping, and remembers what is on hand. */
    public void synchronize(SalesRun run) {
        Findings findings = findings(run);
        int scope = run.scope();
        List<Coupling> moved = coupled(scope, findings.items);
        if (!moved.isEmpty()) {
            runner.join(
                    run.run(),
                    SynchronizeRequest.moved(
                            MAPPING,
                            Direction.TO_DATAVERSE,
                            moved.stream()
                                    .map(coupling ->
                                            coupling.businessCentralId().toString())
                                    .toList(),
                            run.startedBy()));
        }
        remember(moved);
        engine.database().inTransaction(connection -> {
            known.forgetParted(connection, scope);
            return true;
        });
        List<UUID> missing = known.missing(scope, TOGETHER);
        while (!missing.isEmpty() && remember(coupled(scope, missing)) > 0) {
            missing = known.missing(scope, TOGETHER);
        }
        if (findings.reached.isAfter(Instant.EPOCH)) {
            engine.database().inTransaction(connection -> {
                pointer().advance(connection, findings.reached);
                return true;
            });
        }
    }

    private List<Coupling> coupled(int scope, java.util.Collection<UUID> items) {
        return engine
                .database()
                .read(connection -> engine.couplings().find(connection, scope, Side.BUSINESS_CENTRAL, items))
                .values()
                .stream()
                .filter(coupling -> !coupling.state().isPending() && !coupling.skipped())
                .toList();
    }

    /** Reads what is on hand; answers of how many items. */
    private int remember(List<Coupling> items) {
        Map<String, Coupling> byId = new LinkedHashMap<>();
        items.forEach(coupling -> byId.put(coupling.businessCentralId().toString(), coupling));
        if (byId.isEmpty()) {
            return 0;
        }
        List<AvailableItem> read = new ArrayList<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        "items",
                        "systemId",
                        byId.keySet(),
                        Map.of("$select", "systemId,number,baseUnitOfMeasureCode,inventory"))
                .rows()) {
            Coupling coupling = byId.get(Columns.id(row, "systemId").toString());
            if (coupling != null) {
                read.add(new AvailableItem(
                        coupling.businessCentralId(),
                        coupling.dataverseId(),
                        Columns.text(row, "number"),
                        Columns.text(row, "baseUnitOfMeasureCode"),
                        Columns.amount(row, "inventory")));
            }
        }
        engine.database().inTransaction(connection -> {
            known.put(connection, read);
            return true;
        });
        return read.size();
    }
}
