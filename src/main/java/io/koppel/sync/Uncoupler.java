package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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

    public Uncoupler(Engine engine) {
        this.engine = engine;
    }

    /** A pair that is about to be forgotten. */
    public record Parting(TableMapping mapping, Coupling coupling) {}

    /**
     * Clears the company of a pair and of the pairs that belong to it.
     *
     * @param alive the sides on which the pair's records exist
     * @param job of the job log, on whose behalf this is done
     * @return everything that is to be forgotten, the pair itself first
     * @throws RecordRefused if a row cannot be cleared; nothing must be forgotten then
     */
    public List<Parting> part(TableMapping mapping, Coupling coupling, Set<Side> alive, long run, long job) {
        CompanyStamp stamp = new CompanyStamp(engine, run, job);
        List<Parting> partings = new ArrayList<>();
        if (alive.contains(Side.DATAVERSE)) {
            clearCompany(stamp, mapping, coupling);
        }
        partings.add(new Parting(mapping, coupling));
        for (Rule rule : engine.rules(mapping)) {
            rule.children(mapping, coupling, alive).forEach((childMapping, children) -> {
                for (Coupling child : children) {
                    clearCompany(stamp, childMapping, child);
                    partings.add(new Parting(childMapping, child));
                }
            });
        }
        return partings;
    }

    /** Forgets pairs, in the caller's transaction. */
    public void forget(Connection connection, List<Parting> partings) throws SQLException {
        Map<Integer, List<UUID>> ids = new HashMap<>();
        for (Parting parting : partings) {
            int scope = engine.scope(parting.mapping().id());
            if (parting.mapping().dataverse().isChoice()) {
                engine.options()
                        .delete(connection, scope, List.of(parting.coupling().businessCentralId()));
            }
            ids.computeIfAbsent(scope, key -> new ArrayList<>())
                    .add(parting.coupling().businessCentralId());
        }
        for (Map.Entry<Integer, List<UUID>> entry : ids.entrySet()) {
            engine.couplings().delete(connection, entry.getKey(), entry.getValue());
        }
    }

    private static void clearCompany(CompanyStamp stamp, TableMapping mapping, Coupling coupling) {
        CompanyStamp.Refusal refusal =
                stamp.clear(mapping, List.of(coupling)).refused().get(coupling.dataverseId());
        if (refusal != null) {
            throw new RecordRefused(
                    refusal.errorClass(),
                    "bcbi_companyid",
                    mapping.id() + " " + coupling.number() + " is still coupled: " + refusal.why());
        }
    }
}
