package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Dissolves couplings: the row's company is cleared if it is this one, the couplings of records that belong to the pair go with
 * it, and no record is deleted (sync-semantics.md §10). Cleared first, forgotten then: if the process dies in between,
 * uncoupling again does the rest.
 */
public final class Uncoupler {
    private final Engine engine;
    private final CompanyStamp stamp;

    public Uncoupler(Engine engine) {
        this.engine = engine;
        this.stamp = new CompanyStamp(engine);
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
            if (parting.mapping().dataverse().isChoice()) {
                engine.options()
                        .delete(connection, scope, List.of(parting.coupling().businessCentralId()));
            }
            ids.computeIfAbsent(scope, key -> new ArrayList<>())
                    .add(parting.coupling().businessCentralId());
            if (parting.cleared()) {
                history.computeIfAbsent(scope, key -> new ArrayList<>())
                        .add(stamp.entry(
                                parting.coupling().businessCentralId(),
                                parting.coupling().dataverseId()));
            }
        }
        for (Map.Entry<Integer, List<History.Entry>> entry : history.entrySet()) {
            engine.history().record(connection, entry.getKey(), run, job, engine.now(), entry.getValue());
        }
        for (Map.Entry<Integer, List<UUID>> entry : ids.entrySet()) {
            engine.couplings().delete(connection, entry.getKey(), entry.getValue());
        }
    }

    /** Whether the row was written. */
    private boolean clearCompany(TableMapping mapping, Coupling coupling) {
        UUID id = coupling.dataverseId();
        CompanyStamp.Cleared cleared = stamp.clear(mapping, List.of(id));
        CompanyStamp.Refusal refusal = cleared.refused().get(id);
        if (refusal != null) {
            throw new RecordRefused(
                    refusal.errorClass(),
                    "bcbi_companyid",
                    mapping.id() + " " + coupling.number() + " is still coupled: " + refusal.why());
        }
        return cleared.rows().contains(id);
    }
}
