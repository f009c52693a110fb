package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.journal.Counters;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Finds the pairs of a one-way mapping whose Business Central record was deleted or has left the mapping's filter, and marks them
 * skipped, so that a person sees them: no pass will ever meet them again (sync-semantics.md §4.1, <em>find for deleted</em>).
 */
public final class LostRecords {
    private static final int BLOCK = 100;

    private final Engine engine;

    public LostRecords(Engine engine) {
        this.engine = engine;
    }

    /**
     * Looks at every coupling of the mapping that is not skipped yet.
     *
     * @param job entry of the job log that counts what is skipped
     * @param stopping asked between blocks
     */
    public void skip(TableMapping mapping, long job, BooleanSupplier stopping) {
        int scope = engine.scope(mapping.id());
        List<Coupling> page = engine.couplings().list(scope, null, null, BLOCK);
        while (!page.isEmpty() && !stopping.getAsBoolean()) {
            List<Coupling> pairs = page.stream()
                    .filter(coupling -> coupling.state() == CouplingState.COUPLED && !coupling.skipped())
                    .toList();
            Set<UUID> inside = inside(mapping, pairs);
            List<Coupling> lost = pairs.stream()
                    .filter(coupling -> !inside.contains(coupling.businessCentralId()))
                    .toList();
            if (!lost.isEmpty()) {
                mark(mapping, job, lost);
            }
            page = engine.couplings()
                    .list(scope, null, page.get(page.size() - 1).businessCentralId(), BLOCK);
        }
    }

    private Set<UUID> inside(TableMapping mapping, List<Coupling> pairs) {
        Set<UUID> inside = new HashSet<>();
        if (pairs.isEmpty()) {
            return inside;
        }
        Records records = new Records(mapping);
        Side side = Side.BUSINESS_CENTRAL;
        List<String> keys = pairs.stream()
                .map(coupling -> records.key(side, coupling, coupling.businessCentralId()))
                .toList();
        String filter = ChangesQuery.filter(mapping, engine.company(), side);
        String wanted = ChangesQuery.ids(side, records, keys) + (filter == null ? "" : " and " + filter);
        engine.services()
                .of(side)
                .read(ReadRequest.of(records.path(side))
                        .with("$filter", wanted)
                        .with("$select", records.keyColumn(side)))
                .forEachRemaining(page -> page.rows().forEach(row -> inside.add(records.id(side, row))));
        return inside;
    }

    private void mark(TableMapping mapping, long job, List<Coupling> lost) {
        Direction direction = mapping.passes().get(0);
        MappingRuntime runtime = engine.runtime(mapping, direction);
        PairRows rows = new PairRows(engine, mapping);
        Map<UUID, Row> ours = rows.whole(Side.BUSINESS_CENTRAL, lost);
        Map<UUID, Row> theirs = rows.whole(Side.DATAVERSE, lost);
        boolean choice = mapping.dataverse().isChoice();
        long now = engine.now();
        List<Coupling> skipped = new ArrayList<>();
        List<SkippedRecord> records = new ArrayList<>();
        for (Coupling coupling : lost) {
            UUID id = coupling.businessCentralId();
            Row row = ours.get(id);
            String message = mapping.id() + " " + coupling.number() + ": the record in Business Central "
                    + (row == null ? "was deleted" : "is outside the mapping's filter")
                    + "; uncouple the other one, couple it with another record, or "
                    + (row == null ? "delete it as well" : "change the record or the filter");
            skipped.add(
                    coupling.after(direction, LastResult.FAILURE, job, message).skipped(true));
            records.add(new SkippedRecord(
                    id,
                    direction,
                    job,
                    now,
                    Skipping.version(runtime, Side.BUSINESS_CENTRAL, row),
                    choice ? 0 : Skipping.version(runtime, Side.DATAVERSE, theirs.get(id)),
                    MappingVersion.of(mapping),
                    Set.of(),
                    Parents.NONE));
        }
        engine.database().inTransaction(connection -> {
            engine.couplings().update(connection, runtime.scope(), skipped);
            engine.skipped().put(connection, runtime.scope(), records);
            engine.jobLog().count(connection, job, new Counters(0, 0, 0, 0, records.size(), 0, 0, 0));
            return true;
        });
    }
}
