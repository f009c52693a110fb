package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dissolves couplings: the company is cleared on rows that carry this one, then the coupling goes; neither record is deleted
 * (sync-semantics.md §10). Cleared first: if the process dies in between, uncoupling again does the rest.
 */
public final class PairsUncoupler {
    private static final String COLUMN = "_bcbi_companyid_value";
    private static final String BIND = "bcbi_CompanyId@odata.bind";
    private static final int ATTEMPTS = 3;

    private final Engine engine;
    private final long run;
    private final long job;

    /**
     * @param run the run and
     * @param job the entry of the job log that what is done here counts for
     */
    public PairsUncoupler(Engine engine, long run, long job) {
        this.engine = engine;
        this.run = run;
        this.job = job;
    }

    /**
     * What came of it.
     *
     * @param gone couplings that are no more
     * @param cleared rows whose company was cleared
     * @param failures why others are still coupled, by the Dataverse id
     */
    public record Outcome(List<Coupling> gone, int cleared, Map<UUID, String> failures) {
        /** As the job log counts it. */
        public Counters counters() {
            return new Counters(0, cleared, 0, 0, 0, failures.size(), 0, gone.size());
        }
    }

    /**
     * Dissolves these couplings of a mapping, at most a batch of them.
     *
     * @throws ServiceException when Dataverse cannot be asked at all
     */
    public Outcome uncouple(TableMapping mapping, List<Coupling> couplings) {
        int scope = engine.scope(mapping.id());
        Map<UUID, String> failures = new LinkedHashMap<>();
        List<Coupling> held = new ArrayList<>();
        for (Coupling coupling : couplings) {
            if (claim(scope, coupling)) {
                held.add(coupling);
            } else {
                failures.put(coupling.dataverseId(), "it is being synchronized right now; try again");
            }
        }
        try {
            Set<UUID> cleared = clear(mapping, held, failures);
            List<Coupling> gone = held.stream()
                    .filter(coupling -> !failures.containsKey(coupling.dataverseId()))
                    .toList();
            forget(mapping, scope, gone, cleared);
            return new Outcome(gone, cleared.size(), failures);
        } finally {
            held.forEach(coupling -> release(scope, coupling));
        }
    }

    private boolean claim(int scope, Coupling coupling) {
        if (!engine.claims().claim(scope, coupling.businessCentralId())) {
            return false;
        }
        if (engine.claims().claim(scope, coupling.dataverseId())) {
            return true;
        }
        engine.claims().release(scope, coupling.businessCentralId());
        return false;
    }

    private void release(int scope, Coupling coupling) {
        engine.claims().release(scope, coupling.businessCentralId());
        engine.claims().release(scope, coupling.dataverseId());
    }

    /** Clears this company on the rows of the couplings; answers which rows were written. */
    private Set<UUID> clear(TableMapping mapping, List<Coupling> couplings, Map<UUID, String> failures) {
        Set<UUID> cleared = new HashSet<>();
        if (!stamped(mapping)) {
            return cleared;
        }
        Records records = new Records(mapping);
        List<String> open = couplings.stream()
                .map(coupling -> coupling.dataverseId().toString())
                .toList();
        for (int attempt = 1; !open.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            List<Row> rows = engine.services()
                    .dataverse()
                    .readByIds(
                            records.path(Side.DATAVERSE),
                            records.keyColumn(Side.DATAVERSE),
                            open,
                            Map.of("$select", records.keyColumn(Side.DATAVERSE) + "," + COLUMN))
                    .rows();
            open = clearRows(records, rows, cleared, failures);
        }
        open.forEach(id -> failures.put(
                UUID.fromString(id), "its row in Dataverse is being edited again and again; try again later"));
        return cleared;
    }

    /** Clears rows that carry this company; answers those that somebody changed meanwhile. */
    private List<String> clearRows(Records records, List<Row> rows, Set<UUID> cleared, Map<UUID, String> failures) {
        List<UUID> ids = new ArrayList<>();
        List<WriteOperation> writes = new ArrayList<>();
        for (Row row : rows) {
            if (ours(row)) {
                UUID id = records.id(Side.DATAVERSE, row);
                Map<String, @Nullable Object> body = new HashMap<>();
                body.put(BIND, null);
                String version = row.etag();
                ids.add(id);
                writes.add(WriteOperation.update(
                        records.path(Side.DATAVERSE, id, null), body, version == null ? "*" : version));
            }
        }
        List<String> again = new ArrayList<>();
        List<WriteResult> results =
                writes.isEmpty() ? List.of() : engine.services().dataverse().batch(writes, false);
        for (int i = 0; i < results.size(); i++) {
            UUID id = ids.get(i);
            WriteResult result = results.get(i);
            if (result instanceof WriteResult.Written) {
                cleared.add(id);
            } else if (result instanceof WriteResult.Unknown) {
                again.add(id.toString());
            } else if (result instanceof WriteResult.Refused refused) {
                ErrorClass kind = refused.error().kind();
                if (kind == ErrorClass.CONFLICT) {
                    again.add(id.toString());
                } else if (kind != ErrorClass.GONE) {
                    failures.put(
                            id,
                            "its company in Dataverse could not be cleared ("
                                    + refused.error().describe() + ")");
                }
            }
        }
        return again;
    }

    /**
     * Clears this company on rows of the mapping that are coupled to nothing, a page at a time.
     *
     * @return how many were cleared
     */
    public int clearLeftBehind(TableMapping mapping) {
        if (!stamped(mapping)) {
            return 0;
        }
        Records records = new Records(mapping);
        int scope = engine.scope(mapping.id());
        String key = records.keyColumn(Side.DATAVERSE);
        String own = mapping.dataverse().filter();
        String filter = COLUMN + " eq " + engine.company().dataverseId()
                + (own == null || own.isBlank() ? "" : " and (" + own + ")");
        var pages = engine.services()
                .dataverse()
                .read(io.koppel.odata.ReadRequest.of(records.path(Side.DATAVERSE))
                        .with("$select", key + "," + COLUMN)
                        .with("$filter", filter));
        int count = 0;
        while (pages.hasNext()) {
            List<Row> rows = pages.next().rows();
            Set<UUID> cleared = new HashSet<>();
            clearRows(records, rows, cleared, new HashMap<>());
            forget(mapping, scope, List.of(), cleared);
            count += cleared.size();
        }
        return count;
    }

    private boolean stamped(TableMapping mapping) {
        return mapping.dataverse().company() && engine.company().dataverseId() != null;
    }

    private boolean ours(Row row) {
        String company = engine.company().dataverseId();
        return company != null && company.equalsIgnoreCase(row.text(COLUMN));
    }

    private void forget(TableMapping mapping, int scope, List<Coupling> gone, Set<UUID> cleared) {
        Map<UUID, UUID> partners = new HashMap<>();
        gone.forEach(coupling -> partners.put(coupling.dataverseId(), coupling.businessCentralId()));
        List<History.Entry> entries = cleared.stream()
                .map(id -> new History.Entry(
                        partners.get(id),
                        id,
                        Side.DATAVERSE,
                        "update",
                        "uncoupled",
                        List.of(new FieldChange(
                                "bcbi_companyid", engine.company().dataverseId(), null)),
                        null))
                .toList();
        List<UUID> ids = gone.stream().map(Coupling::businessCentralId).toList();
        engine.database().inTransaction(connection -> {
            if (!entries.isEmpty()) {
                engine.history()
                        .record(connection, scope, run, job, engine.clock().millis(), entries);
            }
            if (mapping.dataverse().isChoice()) {
                engine.options().delete(connection, scope, ids);
            }
            engine.couplings().delete(connection, scope, ids);
            return ids;
        });
    }
}
