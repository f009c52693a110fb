package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.journal.Counters;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Pages;
import io.koppel.odata.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Dissolves many couplings of a mapping as a run of its own, each claimed, so that no pass works on it meanwhile
 * (sync-semantics.md §10); see {@link Uncoupler} for what becomes of a pair.
 */
public final class PairsUncoupler {
    private final Engine engine;
    private final CompanyStamp stamp;

    /**
     * @param run the run and
     * @param job the entry of the job log that what is done here counts for
     */
    public PairsUncoupler(Engine engine, long run, long job) {
        this.engine = engine;
        this.stamp = new CompanyStamp(engine, run, job);
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
            CompanyStamp.Cleared cleared = stamp.clear(mapping, held);
            cleared.refused().forEach((id, refusal) -> failures.put(id, refusal.why()));
            List<Coupling> gone = held.stream()
                    .filter(coupling -> !failures.containsKey(coupling.dataverseId()))
                    .toList();
            forget(mapping, gone);
            return new Outcome(gone, cleared.rows().size(), failures);
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

    private void forget(TableMapping mapping, List<Coupling> gone) {
        List<Uncoupler.Parting> partings = gone.stream()
                .map(coupling -> new Uncoupler.Parting(mapping, coupling))
                .toList();
        engine.database().inTransaction(connection -> {
            engine.uncoupler().forget(connection, partings);
            return true;
        });
    }

    /**
     * Clears this company on rows of the mapping that are coupled to nothing, a page at a time.
     *
     * @return how many were cleared
     */
    public int clearLeftBehind(TableMapping mapping) {
        if (!stamp.isOn(mapping)) {
            return 0;
        }
        int count = 0;
        Pages pages = stamp.all(mapping);
        while (pages.hasNext()) {
            CompanyStamp.Cleared cleared = new CompanyStamp.Cleared();
            stamp.clear(mapping, pages.next().rows(), Map.of(), cleared);
            count += cleared.rows().size();
        }
        return count;
    }
}
