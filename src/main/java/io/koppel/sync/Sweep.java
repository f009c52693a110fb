package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.journal.Counters;
import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Searches couplings for records that were deleted: asks the side that the pass writes for the ids of its coupled records, or
 * Dataverse for what was deleted since the last search ({@link ToldDeletions}), and what is missing goes through the mapping's deletion strategy. A one-way mapping has
 * no pass that writes its other side, so that one is asked too. Pairs without a living record are forgotten.
 */
final class Sweep {
    /** Couplings looked at together: one request to Dataverse, five parts of a batch to Business Central. */
    static final int BLOCK = 500;

    private static final int IDS_OF_BUSINESS_CENTRAL = 100;

    private final Engine engine;
    private final ToldDeletions tracking;

    Sweep(Engine engine) {
        this.engine = engine;
        this.tracking = new ToldDeletions(engine);
    }

    /** What a search found. */
    static final class Found {
        final List<Coupling> bothGone = new ArrayList<>();
        final List<Coupling> targetGone = new ArrayList<>();
        final List<Coupling> sourceGone = new ArrayList<>();
        private ToldDeletions.@Nullable Told told;
        long looked;
        long requests;

        int missing() {
            return bothGone.size() + targetGone.size() + sourceGone.size();
        }
    }

    /** Asks for the ids of all coupled records, or in Dataverse for what was deleted since the last search. */
    Found find(Pass pass) {
        int scope = pass.runtime().scope();
        boolean oneWay = pass.mapping().direction() != Direction.BIDIRECTIONAL;
        Found found = new Found();
        if (oneWay || pass.target() == Side.DATAVERSE) {
            ToldDeletions.Told told = tracking.ask(pass);
            found.told = told;
            found.requests += told.requests();
        }
        List<Coupling> page = engine.couplings().list(scope, null, null, BLOCK);
        while (!page.isEmpty() && !pass.stopping()) {
            List<Coupling> pairs = page.stream()
                    .filter(coupling -> coupling.state() == CouplingState.COUPLED && !coupling.skipped())
                    .toList();
            found.looked += pairs.size();
            look(pass, pairs, oneWay, found);
            page = engine.couplings()
                    .list(scope, null, page.get(page.size() - 1).businessCentralId(), BLOCK);
        }
        return found;
    }

    /** Sorts pairs that may have lost a record. */
    void look(Pass pass, Collection<Coupling> pairs, boolean bothSides, Found found) {
        List<Coupling> targetGone = missing(pass, pass.target(), pairs, found);
        List<Coupling> asked = bothSides ? List.copyOf(pairs) : targetGone;
        Set<Coupling> sourceGone = new HashSet<>(missing(pass, pass.source(), asked, found));
        for (Coupling coupling : targetGone) {
            (sourceGone.remove(coupling) ? found.bothGone : found.targetGone).add(coupling);
        }
        found.sourceGone.addAll(sourceGone);
    }

    /** Everything a search found was dealt with: the next one need not be told of it again. */
    void done(Pass pass, Found found) {
        ToldDeletions.Told told = found.told;
        if (told != null) {
            tracking.keep(pass, told);
        }
    }

    private List<Coupling> missing(Pass pass, Side side, Collection<Coupling> all, Found found) {
        Collection<Coupling> pairs = side == Side.DATAVERSE ? toldOf(pass, all, found) : all;
        if (pairs.isEmpty()) {
            return List.of();
        }
        Records records = pass.runtime().records();
        Map<String, Coupling> byKey = new HashMap<>();
        pairs.forEach(coupling -> byKey.put(records.key(side, coupling, coupling.id(side)), coupling));
        engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        byKey.keySet(),
                        Map.of("$select", records.keyColumn(side)))
                .rows()
                .forEach(row -> byKey.remove(String.valueOf(row.get(records.keyColumn(side)))));
        found.requests +=
                side == Side.DATAVERSE ? 1 : (pairs.size() + IDS_OF_BUSINESS_CENTRAL - 1) / IDS_OF_BUSINESS_CENTRAL;
        return List.copyOf(byKey.values());
    }

    /** Those Dataverse told of, and those that failed when they were last looked at: what is told is told once only. */
    private static Collection<Coupling> toldOf(Pass pass, Collection<Coupling> pairs, Found found) {
        ToldDeletions.Told told = found.told;
        Set<UUID> deleted = told == null ? null : told.deleted();
        return deleted == null
                ? pairs
                : pairs.stream()
                        .filter(coupling -> deleted.contains(coupling.dataverseId())
                                || coupling.result(pass.direction()) == LastResult.FAILURE)
                        .toList();
    }

    /** Forgets pairs of which nothing is left. */
    void forget(Pass pass, List<Coupling> bothGone) {
        List<Uncoupler.Parting> partings = bothGone.stream()
                .map(coupling -> new Uncoupler.Parting(pass.mapping(), coupling))
                .toList();
        uncoupled(pass, partings, partings.size());
    }

    /**
     * Pairs of a one-way mapping whose source is gone: no pass will ever meet them again. With <em>remove coupling</em> they are
     * dissolved; otherwise they are skipped, so that a person sees them (sync-semantics.md §4.1, <em>find for deleted</em>).
     */
    void sourceGone(Pass pass, List<Coupling> pairs) {
        if (pass.runtime().deletion(pass.source()) == Conflicts.Deletion.REMOVE_COUPLING) {
            for (Coupling coupling : pairs) {
                uncoupled(
                        pass,
                        engine.uncoupler()
                                .part(pass.mapping(), coupling, EnumSet.of(pass.target()), pass.run(), pass.job()),
                        1);
            }
            return;
        }
        if (!pairs.isEmpty()) {
            skip(pass, pairs);
        }
    }

    private void skip(Pass pass, List<Coupling> pairs) {
        Map<String, Coupling> byKey = new HashMap<>();
        pairs.forEach(coupling -> byKey.put(TargetReading.key(pass, coupling, coupling.id(pass.target())), coupling));
        Map<String, Row> rows = engine.targets(pass).read(pass, byKey.keySet());
        long now = engine.now();
        List<Coupling> skipped = new ArrayList<>();
        List<SkippedRecord> records = new ArrayList<>();
        byKey.forEach((key, coupling) -> {
            skipped.add(failed(pass, coupling).skipped(true));
            records.add(record(pass, coupling, rows.get(key), now));
        });
        engine.database().inTransaction(connection -> {
            engine.couplings().update(connection, pass.runtime().scope(), skipped);
            engine.skipped().put(connection, pass.runtime().scope(), records);
            engine.jobLog().count(connection, pass.job(), new Counters(0, 0, 0, 0, records.size(), 0, 0, 0));
            return true;
        });
        pass.counters().add(new Counters(0, 0, 0, 0, records.size(), 0, 0, 0), 0);
    }

    private static Coupling failed(Pass pass, Coupling coupling) {
        String message = pass.mapping().id() + " " + coupling.number() + ": the record in "
                + (pass.source() == Side.BUSINESS_CENTRAL ? "Business Central" : "Dataverse")
                + " was deleted; uncouple the other one, or couple it with another record";
        return coupling.after(pass.direction(), LastResult.FAILURE, pass.job(), message);
    }

    private static SkippedRecord record(Pass pass, Coupling coupling, @Nullable Row target, long now) {
        long there = Skipping.version(pass.runtime(), pass.target(), target);
        boolean to = pass.target() == Side.DATAVERSE;
        return new SkippedRecord(
                coupling.businessCentralId(),
                pass.direction(),
                pass.job(),
                now,
                to ? 0 : there,
                to ? there : 0,
                MappingVersion.of(pass.mapping()),
                Set.of(),
                Parents.NONE);
    }

    private void uncoupled(Pass pass, List<Uncoupler.Parting> partings, int pairs) {
        if (partings.isEmpty()) {
            return;
        }
        Counters counters = new Counters(0, 0, 0, 0, 0, 0, 0, pairs);
        engine.database().inTransaction(connection -> {
            engine.uncoupler().forget(connection, partings);
            engine.jobLog().count(connection, pass.job(), counters);
            return true;
        });
        pass.counters().add(counters, 0);
    }

    /** Ids on the source side. */
    static List<String> sources(Pass pass, List<Coupling> couplings) {
        List<String> ids = new ArrayList<>();
        for (Coupling coupling : couplings) {
            UUID id = coupling.id(pass.source());
            ids.add(pass.runtime().records().key(pass.source(), coupling, id));
        }
        return ids;
    }
}
