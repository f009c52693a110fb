package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Chosen records that were not read because they do not exist any more, while their coupling does: each is a failure of which
 * only the destination is known (engine scenario TS-41). Ids that nobody knows are passed over.
 */
final class GoneSources {
    private final Engine engine;

    GoneSources(Engine engine) {
        this.engine = engine;
    }

    /**
     * Whether not one of the records that were chosen exists on the side they are read from, nor is known to have: then whoever
     * chose them meant another table (engine scenario TS-25).
     */
    boolean areStrangers(Pass pass, Collection<String> chosen, Collection<UUID> unmet) {
        if (unmet.size() < Set.copyOf(chosen).size()
                || pass.mapping().dataverse().isChoice()) {
            return false;
        }
        int scope = pass.runtime().scope();
        boolean coupled = !engine.database()
                .read(connection -> engine.couplings().find(connection, scope, pass.source(), unmet))
                .isEmpty();
        Records records = pass.runtime().records();
        return !coupled
                && !(pass.source() == Side.BUSINESS_CENTRAL && records.byBusinessKey())
                && engine.services()
                        .of(pass.source())
                        .readByIds(
                                records.path(pass.source()),
                                records.keyColumn(pass.source()),
                                unmet.stream().map(UUID::toString).toList(),
                                Map.of("$select", records.keyColumn(pass.source())))
                        .rows()
                        .isEmpty();
    }

    /** Notes the failures of those among records a pass did not meet; answers them for the error log. */
    List<FailedRecord> note(Pass pass, Collection<UUID> unmet) {
        if (unmet.isEmpty() || pass.mapping().dataverse().isChoice()) {
            return List.of();
        }
        int scope = pass.runtime().scope();
        Map<UUID, Coupling> couplings = new LinkedHashMap<>(
                engine.database().read(connection -> engine.couplings().find(connection, scope, pass.source(), unmet)));
        couplings
                .values()
                .removeIf(coupling -> coupling.skipped() || coupling.state().isPending());
        existing(pass, couplings).forEach(couplings::remove);
        if (couplings.isEmpty()) {
            return List.of();
        }
        List<FailedRecord> failures = new ArrayList<>();
        List<Coupling> failed = new ArrayList<>();
        for (Coupling coupling : couplings.values()) {
            FailedRecord failure = failure(pass, coupling);
            failures.add(failure);
            failed.add(coupling.after(pass.direction(), LastResult.FAILURE, pass.job(), failure.message()));
        }
        Counters counters = new Counters(0, 0, 0, 0, 0, failures.size(), 0, 0);
        engine.database().inTransaction(connection -> {
            engine.couplings().update(connection, scope, failed);
            engine.errors().fail(connection, failures);
            engine.jobLog().count(connection, pass.job(), counters);
            return true;
        });
        pass.counters().add(counters, failures.size());
        return failures;
    }

    private List<UUID> existing(Pass pass, Map<UUID, Coupling> couplings) {
        if (couplings.isEmpty()) {
            return List.of();
        }
        Records records = pass.runtime().records();
        Side side = pass.source();
        Map<String, UUID> byKey = new HashMap<>();
        couplings.forEach((id, coupling) -> byKey.put(records.key(side, coupling, id), id));
        List<UUID> found = new ArrayList<>();
        engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        byKey.keySet(),
                        Map.of("$select", records.keyColumn(side)))
                .rows()
                .forEach(row -> found.add(byKey.get(String.valueOf(row.get(records.keyColumn(side))))));
        return found;
    }

    private FailedRecord failure(Pass pass, Coupling coupling) {
        boolean to = pass.direction() == Direction.TO_DATAVERSE;
        String cause = "the record in " + pass.source().displayName()
                + " does not exist any more; uncouple its partner, or restore it";
        return new FailedRecord(
                engine.newId(),
                pass.job(),
                pass.run(),
                pass.runtime().scope(),
                engine.company().name(),
                pass.mapping().id(),
                pass.direction().key(),
                coupling.number(),
                null,
                coupling.id(pass.target()).toString(),
                ErrorClass.GONE.name().toLowerCase(java.util.Locale.ROOT),
                "source-gone",
                "",
                pass.mapping().id() + " " + coupling.number() + " " + (to ? "to Dataverse" : "from Dataverse") + ": "
                        + cause,
                cause,
                engine.now());
    }
}
