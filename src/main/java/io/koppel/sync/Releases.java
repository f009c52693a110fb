package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Releases skipped records by itself when what they failed on may be gone (promises.md P7, unless the mapping says {@code
 * autoRelease: false}): the mapping was edited, a record they refer to was coupled or synchronized, or one of the two records
 * was changed. Costs no full read: a changed record is met by the pass that reads its side, and only a side that no pass of
 * the mapping reads is asked, by id, for the skipped ones alone.
 */
final class Releases {
    private static final int BLOCK = 500;
    private final Engine engine;

    Releases(Engine engine) {
        this.engine = engine;
    }

    /**
     * Before the first read of a pass: releases what does not need the pass to be noticed.
     *
     * @param chosen the records the pass is about, by their id on the side it reads; empty for all of the mapping
     */
    void before(Pass pass, List<UUID> chosen) {
        if (!pass.mapping().autoRelease() || pass.mapping().dataverse().isChoice()) {
            return;
        }
        int scope = pass.runtime().scope();
        if (!chosen.isEmpty()) {
            among(pass, engine.database().read(connection -> engine.skipped()
                    .of(connection, scope, pass.source(), chosen)));
            return;
        }
        List<SkippedRecord> page = engine.skipped().page(scope, null, BLOCK);
        while (!page.isEmpty()) {
            among(pass, page);
            page = engine.skipped().page(scope, page.get(page.size() - 1).businessCentralId(), BLOCK);
        }
    }

    private void among(Pass pass, List<SkippedRecord> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        Set<UUID> changed = new HashSet<>(changed(skipped, MappingVersion.of(pass.mapping())));
        if (pass.mapping().direction() != Direction.BIDIRECTIONAL) {
            changed.addAll(changedThere(pass, skipped));
        }
        release(pass, changed);
    }

    private Set<UUID> changed(List<SkippedRecord> page, long mapping) {
        Parents parents = new Parents(engine);
        return engine.database().read(connection -> {
            Set<UUID> changed = new HashSet<>();
            for (SkippedRecord skipped : page) {
                if (skipped.mappingVersion() != mapping
                        || skipped.parentsVersion() != parents.version(connection, skipped.parents())) {
                    changed.add(skipped.businessCentralId());
                }
            }
            return changed;
        });
    }

    /** A one-way mapping never reads the side it writes to find changes, so its skipped records are looked up there. */
    private Set<UUID> changedThere(Pass pass, List<SkippedRecord> page) {
        Map<UUID, SkippedRecord> byId = new HashMap<>();
        page.forEach(skipped -> byId.put(skipped.businessCentralId(), skipped));
        Map<UUID, Coupling> couplings = engine.database().read(connection -> engine.couplings()
                .find(connection, pass.runtime().scope(), Side.BUSINESS_CENTRAL, byId.keySet()));
        Map<String, UUID> keys = new HashMap<>();
        couplings.forEach(
                (id, coupling) -> keys.put(TargetReading.key(pass, coupling, coupling.id(pass.target())), id));
        Map<String, Row> rows = engine.targets(pass).read(pass, keys.keySet());
        Set<UUID> changed = new HashSet<>();
        keys.forEach((key, id) -> {
            SkippedRecord skipped = byId.get(id);
            Row row = rows.get(key);
            if (skipped != null && row != null && !same(pass.runtime(), pass.target(), row, skipped)) {
                changed.add(id);
            }
        });
        return changed;
    }

    /**
     * Releases those among records just read that were changed since they were skipped.
     *
     * @param couplings the skipped couplings by the id on the side that was read
     * @return ids on that side
     */
    Set<UUID> met(Pass pass, Map<UUID, Coupling> couplings, Map<UUID, Row> rows) {
        if (!pass.mapping().autoRelease() || couplings.isEmpty()) {
            return Set.of();
        }
        int scope = pass.runtime().scope();
        Map<UUID, SkippedRecord> known = new HashMap<>();
        engine.database()
                .read(connection -> engine.skipped().of(connection, scope, pass.source(), couplings.keySet()))
                .forEach(skipped -> known.put(skipped.businessCentralId(), skipped));
        Set<UUID> met = new HashSet<>();
        Set<UUID> released = new HashSet<>();
        couplings.forEach((id, coupling) -> {
            SkippedRecord skipped = known.get(coupling.businessCentralId());
            Row row = rows.get(id);
            if (skipped != null && row != null && !same(pass.runtime(), pass.source(), row, skipped)) {
                met.add(id);
                released.add(coupling.businessCentralId());
            }
        });
        release(pass, released);
        return met;
    }

    private static boolean same(MappingRuntime runtime, Side side, Row row, SkippedRecord skipped) {
        return Skipping.version(runtime, side, row)
                == (side == Side.BUSINESS_CENTRAL ? skipped.businessCentralVersion() : skipped.dataverseVersion());
    }

    private void release(Pass pass, Collection<UUID> ids) {
        int scope = pass.runtime().scope();
        if (pass.isPreview()) {
            pass.wouldRelease(ids);
        } else if (!ids.isEmpty()) {
            engine.database()
                    .inTransaction(connection -> engine.skipped().release(connection, scope, ids, engine.now()));
        }
    }
}
