package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dissolves couplings: the row's company is cleared if it is this one, the couplings of records that belong to the pair go with
 * it, and no record is deleted (sync-semantics.md §10). Cleared first, forgotten then: if the process dies in between,
 * uncoupling again does the rest.
 */
public final class Uncoupler {
    private static final String COLUMN = "_bcbi_companyid_value";
    private static final String BIND = "bcbi_CompanyId@odata.bind";

    private final Engine engine;

    public Uncoupler(Engine engine) {
        this.engine = engine;
    }

    /**
     * A pair that is about to be forgotten.
     *
     * @param cleared whether its row's company was cleared
     */
    public record Parting(TableMapping mapping, Coupling coupling, boolean cleared) {}

    /**
     * Clears the company of a pair and of the pairs that belong to it.
     *
     * @param alive the sides on which the pair's records exist
     * @return everything that is to be forgotten, the pair itself first
     * @throws RecordRefused if a row cannot be cleared; nothing must be forgotten then
     */
    public List<Parting> part(TableMapping mapping, Coupling coupling, Set<Side> alive) {
        List<Parting> partings = new ArrayList<>();
        partings.add(new Parting(mapping, coupling, alive.contains(Side.DATAVERSE) && clearCompany(mapping, coupling)));
        for (Rule rule : engine.rules(mapping)) {
            rule.children(mapping, coupling, alive).forEach((childMapping, children) -> {
                for (Coupling child : children) {
                    partings.add(new Parting(childMapping, child, clearCompany(childMapping, child)));
                }
            });
        }
        return partings;
    }

    /** Forgets pairs, in the caller's transaction. */
    public void forget(Connection connection, List<Parting> partings, long run, long job) throws SQLException {
        Map<Integer, List<UUID>> ids = new HashMap<>();
        Map<Integer, List<History.Entry>> history = new LinkedHashMap<>();
        for (Parting parting : partings) {
            int scope = engine.scope(parting.mapping().id());
            ids.computeIfAbsent(scope, key -> new ArrayList<>())
                    .add(parting.coupling().businessCentralId());
            if (parting.cleared()) {
                history.computeIfAbsent(scope, key -> new ArrayList<>()).add(entry(parting.coupling()));
            }
        }
        for (Map.Entry<Integer, List<History.Entry>> entry : history.entrySet()) {
            engine.history().record(connection, entry.getKey(), run, job, engine.now(), entry.getValue());
        }
        for (Map.Entry<Integer, List<UUID>> entry : ids.entrySet()) {
            engine.couplings().delete(connection, entry.getKey(), entry.getValue());
        }
    }

    private History.Entry entry(Coupling coupling) {
        return new History.Entry(
                coupling.businessCentralId(),
                coupling.dataverseId(),
                Side.DATAVERSE,
                "update",
                "uncoupled",
                List.of(new FieldChange("bcbi_companyid", engine.company().dataverseId(), null)),
                null);
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
        throw new RecordRefused(
                result instanceof WriteResult.Refused refused ? refused.error().kind() : ErrorClass.TRANSIENT,
                "bcbi_companyid",
                mapping.id() + " " + coupling.number()
                        + " is still coupled: its company in Dataverse could not be cleared (" + why + ")");
    }
}
