package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dissolves a coupling: the row's company is cleared if it is this one, then the coupling goes; neither record is deleted
 * (sync-semantics.md §10). Cleared first: if the process dies in between, uncoupling again does the rest.
 */
final class CompanyRelease {
    private static final String COLUMN = "_bcbi_companyid_value";
    private static final String BIND = "bcbi_CompanyId@odata.bind";

    private final Engine engine;

    CompanyRelease(Engine engine) {
        this.engine = engine;
    }

    void release(TableMapping mapping, Coupling coupling, String startedBy) {
        int scope = engine.scope(mapping.id());
        String company = engine.company().name();
        long run = engine.runs()
                .open(
                        company,
                        mapping.id(),
                        "uncoupling",
                        startedBy,
                        engine.clock().instant());
        long job = engine.jobLog()
                .open(
                        scope,
                        company,
                        mapping.id(),
                        Direction.TO_DATAVERSE.key(),
                        "uncoupling",
                        startedBy,
                        run,
                        engine.clock().instant());
        JobStatus status = JobStatus.ERROR;
        String message = null;
        try {
            boolean cleared = clearCompany(mapping, coupling);
            engine.database().inTransaction(connection -> {
                if (cleared) {
                    History.Entry entry = new History.Entry(
                            coupling.businessCentralId(),
                            coupling.dataverseId(),
                            Side.DATAVERSE,
                            "update",
                            "uncoupled",
                            List.of(new FieldChange(
                                    "bcbi_companyid", engine.company().dataverseId(), null)),
                            null);
                    engine.history()
                            .record(connection, scope, run, job, engine.clock().millis(), List.of(entry));
                }
                engine.couplings().delete(connection, scope, List.of(coupling.businessCentralId()));
                engine.jobLog().count(connection, job, new Counters(0, 0, 0, 0, 0, 0, 0, 1));
                return run;
            });
            status = JobStatus.SUCCESS;
        } catch (RuntimeException e) {
            message = e.getMessage();
            throw e;
        } finally {
            engine.jobLog().close(job, engine.clock().instant(), status, message);
            engine.runs().close(run, engine.clock().instant(), status, message);
        }
    }

    /** Whether the row was written. */
    private boolean clearCompany(TableMapping mapping, Coupling coupling) {
        String company = engine.company().dataverseId();
        if (company == null || !mapping.dataverse().company()) {
            return false;
        }
        String path = new Records(mapping).path(Side.DATAVERSE, coupling.dataverseId(), null);
        Optional<Row> row = engine.services().dataverse().readOne(path, Map.of("$select", COLUMN));
        if (row.isEmpty() || !company.equalsIgnoreCase(row.get().text(COLUMN))) {
            return false;
        }
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put(BIND, null);
        String version = row.get().etag();
        WriteResult result =
                engine.services().dataverse().write(WriteOperation.update(path, body, version == null ? "*" : version));
        if (result instanceof WriteResult.Written) {
            return true;
        }
        String why = result instanceof WriteResult.Refused refused
                ? refused.error().describe()
                : "no answer came; try again";
        throw new OperationException(
                OperationException.Reason.CONFLICT,
                mapping.id() + " " + coupling.number()
                        + " is still coupled: its company in Dataverse could not be cleared (" + why + ")");
    }
}
