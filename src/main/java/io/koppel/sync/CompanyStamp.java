package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The company that rows of Dataverse belong to: cleared where it is this one and the row is uncoupled (sync-semantics.md §10). Each
 * write names the version that was read; a row that was edited in between is read again. The history is told before a request
 * leaves that its writes may arrive, and then what came of them (promises.md P12).
 */
final class CompanyStamp {
    private static final String COLUMN = "_bcbi_companyid_value";
    private static final String BIND = "bcbi_CompanyId@odata.bind";
    private static final String REASON = "uncoupled";
    private static final int ATTEMPTS = 3;

    private final Engine engine;
    private final long run;
    private final long job;

    /** @param job of the job log, on whose behalf rows are cleared */
    CompanyStamp(Engine engine, long run, long job) {
        this.engine = engine;
        this.run = run;
        this.job = job;
    }

    /** Why the company of a row could not be cleared. */
    record Refusal(ErrorClass errorClass, String why) {}

    /**
     * What came of it.
     *
     * @param rows whose company was cleared; others had none, another one, or do not exist
     * @param refused rows that still carry this company
     */
    record Cleared(Set<UUID> rows, Map<UUID, Refusal> refused) {
        Cleared() {
            this(new HashSet<>(), new LinkedHashMap<>());
        }
    }

    /** Whether rows of the mapping carry a company at all. */
    boolean isOn(TableMapping mapping) {
        return mapping.dataverse().company() && engine.company().dataverseId() != null;
    }

    /** Clears this company on the rows of some pairs, at most a batch of them. */
    Cleared clear(TableMapping mapping, Collection<Coupling> pairs) {
        Cleared outcome = new Cleared();
        if (!isOn(mapping)) {
            return outcome;
        }
        Records records = new Records(mapping);
        String key = records.keyColumn(Side.DATAVERSE);
        Map<UUID, UUID> partners = new HashMap<>();
        pairs.forEach(coupling -> partners.put(coupling.dataverseId(), coupling.businessCentralId()));
        List<String> open = partners.keySet().stream().map(UUID::toString).toList();
        for (int attempt = 1; !open.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            List<Row> rows = engine.services()
                    .dataverse()
                    .readByIds(records.path(Side.DATAVERSE), key, open, Map.of("$select", key + "," + COLUMN))
                    .rows();
            open = clear(mapping, rows, partners, outcome);
        }
        open.forEach(id -> outcome.refused()
                .put(
                        UUID.fromString(id),
                        new Refusal(
                                ErrorClass.TRANSIENT,
                                "its row in Dataverse is being edited again and again; try again later")));
        return outcome;
    }

    /** Rows of the mapping's filter that carry this company, a page at a time. */
    Pages all(TableMapping mapping) {
        Records records = new Records(mapping);
        String own = mapping.dataverse().filter();
        return engine.services()
                .dataverse()
                .read(ReadRequest.of(records.path(Side.DATAVERSE))
                        .with("$select", records.keyColumn(Side.DATAVERSE) + "," + COLUMN)
                        .with(
                                "$filter",
                                COLUMN + " eq " + engine.company().dataverseId()
                                        + (own == null || own.isBlank() ? "" : " and (" + own + ")")));
    }

    /**
     * Clears rows that carry this company.
     *
     * @param partners ids in Business Central by the row's
     * @return rows that somebody changed meanwhile, or of which no answer came
     */
    List<String> clear(TableMapping mapping, List<Row> rows, Map<UUID, UUID> partners, Cleared outcome) {
        Records records = new Records(mapping);
        List<UUID> ids = new ArrayList<>();
        List<WriteOperation> writes = new ArrayList<>();
        for (Row row : rows) {
            if (isOurs(row)) {
                UUID id = records.id(Side.DATAVERSE, row);
                Map<String, @Nullable Object> body = new HashMap<>();
                body.put(BIND, null);
                String version = row.etag();
                ids.add(id);
                writes.add(WriteOperation.update(
                        records.path(Side.DATAVERSE, id, null), body, version == null ? "*" : version));
            }
        }
        if (writes.isEmpty()) {
            return List.of();
        }
        String request = engine.newId().toString();
        int scope = engine.scope(mapping.id());
        List<Long> announced = engine.database()
                .inTransaction(connection -> record(
                        connection,
                        scope,
                        ids.stream()
                                .map(id -> entry(partners.get(id), id, HistoryRow.unheard(REASON), request))
                                .toList()));
        List<WriteResult> results =
                engine.services().dataverse().withRequestId(request).batch(writes, false);
        List<String> again = new ArrayList<>();
        List<History.Entry> told = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            UUID id = ids.get(i);
            if (!settled(id, results.get(i), outcome)) {
                again.add(id.toString());
            }
            if (!(results.get(i) instanceof WriteResult.Refused)) {
                boolean heard = results.get(i) instanceof WriteResult.Written;
                told.add(entry(partners.get(id), id, heard ? REASON : HistoryRow.unheard(REASON), request));
            }
        }
        engine.database().inTransaction(connection -> {
            engine.history().forget(connection, announced);
            return record(connection, scope, told);
        });
        return again;
    }

    private List<Long> record(Connection connection, int scope, List<History.Entry> entries) throws SQLException {
        return engine.history().record(connection, scope, run, job, engine.now(), entries);
    }

    private static boolean settled(UUID id, WriteResult result, Cleared outcome) {
        if (result instanceof WriteResult.Written) {
            outcome.rows().add(id);
            return true;
        }
        if (!(result instanceof WriteResult.Refused refused) || refused.error().kind() == ErrorClass.CONFLICT) {
            return false;
        }
        if (refused.error().kind() != ErrorClass.GONE) {
            outcome.refused()
                    .put(
                            id,
                            new Refusal(
                                    refused.error().kind(),
                                    "its company in Dataverse could not be cleared ("
                                            + refused.error().describe() + ")"));
        }
        return true;
    }

    private boolean isOurs(Row row) {
        String company = engine.company().dataverseId();
        return company != null && company.equalsIgnoreCase(row.text(COLUMN));
    }

    private History.Entry entry(@Nullable UUID businessCentralId, UUID dataverseId, String reason, String request) {
        return new History.Entry(
                businessCentralId,
                dataverseId,
                Side.DATAVERSE,
                "update",
                reason,
                List.of(new FieldChange("bcbi_companyid", engine.company().dataverseId(), null)),
                request);
    }
}
