package io.koppel.sync;

import io.koppel.coupling.BaseSnapshot;
import io.koppel.coupling.Coupling;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** First step of a batch: finds out what is already known of its records, and reads the other side's where needed. */
public final class Resolver {
    /** Dataverse counts no further (dataverse-web-api.md §5.1). */
    private static final long COUNT_CAP = 5_000;

    private static final String UNSETTLED = "it may be a record that Koppel itself created from the other side without"
            + " hearing so; the failed records of the opposite direction say which are in doubt, and until they are"
            + " settled nothing new is created from here";

    private static final String CREATED_FROM_THERE = "Koppel created it from the other side and has not confirmed that"
            + " yet; the opposite direction finishes it first, then this one goes on";

    private final Engine engine;
    private final Deliverer deliverer;
    private final Matcher matcher;
    private final Failures failures;
    private final TargetReading targets;

    Resolver(Engine engine, Deliverer deliverer, Matcher matcher, Failures failures) {
        this.engine = engine;
        this.deliverer = deliverer;
        this.matcher = matcher;
        this.failures = failures;
        this.targets = new TargetReading(engine, failures);
    }

    /** Makes a batch of a page. Records that somebody else works on are left out; they hold back the watermark. */
    public Batch resolve(Pass pass, Page page) {
        Side side = pass.source();
        MappingRuntime runtime = pass.runtime();
        Records records = runtime.records();
        if (pass.tracked() && page.serverTime().isAfter(Instant.EPOCH)) {
            pass.tracker().clampTo(page.serverTime().toEpochMilli());
        }
        Long count = page.count();
        if (count != null && (side == Side.BUSINESS_CENTRAL || count < COUNT_CAP)) {
            pass.counters().total(count);
        }
        List<Item> items = new ArrayList<>(page.rows().size());
        Map<UUID, Item> byId = new HashMap<>(page.rows().size() * 2);
        long lastStamp = 0;
        long firstHeld = Long.MAX_VALUE;
        long now = engine.now();
        for (Row row : page.rows()) {
            UUID id = records.id(side, row);
            long stamp = records.stamp(side, row);
            lastStamp = Math.max(lastStamp, stamp);
            if (byId.containsKey(id)) {
                continue;
            }
            if (!pass.isPreview() && !engine.claims().claim(runtime.scope(), id)) {
                firstHeld = Math.min(firstHeld, stamp);
                pass.tracker().holdBack();
                continue;
            }
            Item item = new Item(
                    id,
                    Objects.requireNonNull(runtime.asShown(side, row)),
                    records.label(side, row),
                    TargetReading.newId(engine, pass, now));
            byId.put(id, item);
            items.add(item);
        }
        long reaches = firstHeld == Long.MAX_VALUE ? lastStamp : Math.min(lastStamp, firstHeld - 1);
        long sequence = pass.tracked() && records.stampColumn(side) != null
                ? pass.tracker().register(reaches)
                : -1;
        Batch batch = new Batch(engine.newId(), pass, items, sequence, deliverer);
        try {
            ignore(batch);
            couple(pass, items, byId);
            matcher.match(pass, items);
            Approval approval = pass.approval();
            if (approval != null) {
                items.forEach(item -> assign(pass, item, approval));
            }
            firstDecision(batch, items);
            targets.read(batch, items);
            targets.lookAfter(pass, items);
        } catch (RuntimeException e) {
            release(batch);
            throw e;
        }
        return batch;
    }

    TargetReading targets() {
        return targets;
    }

    /** Gives the records of a batch back to others. */
    void release(Batch batch) {
        if (batch.pass().isPreview()) {
            return; // it claimed nothing
        }
        for (Item item : batch.items()) {
            engine.claims().release(batch.pass().runtime().scope(), item.sourceId());
        }
    }

    private void assign(Pass pass, Item item, Approval approval) {
        Approval.Partner partner = item.coupling() == null ? approval.partner(pass, item) : null;
        if (partner == null) {
            return;
        }
        if (!partner.exists()) {
            item.targetId(partner.id());
        } else if (engine.couplings()
                .find(pass.runtime().scope(), pass.target(), partner.id())
                .isEmpty()) {
            Matcher.couple(pass, item, partner.id());
        }
    }

    private static void ignore(Batch batch) {
        for (Item item : batch.items()) {
            if (settledBefore(batch.pass(), item)) {
                item.decide(new Decision.Ignored("settled at the start of this pass"));
                continue;
            }
            for (Rule rule : batch.pass().runtime().rules()) {
                String why = rule.ignores(item, batch.pass());
                if (why != null) {
                    item.decide(new Decision.Ignored(why));
                    break;
                }
            }
        }
    }

    /** What a lost answer left open goes first in a pass, by id; the same record comes again among what has changed. */
    private static boolean settledBefore(Pass pass, Item item) {
        long stamp = pass.runtime().records().stamp(pass.source(), item.source());
        if (!pass.leftOpen().resumed().isEmpty()) {
            pass.leftOpen().settled(item.sourceId(), stamp);
            return false;
        }
        return pass.leftOpen().isSettled(item.sourceId(), stamp);
    }

    private void couple(Pass pass, List<Item> items, Map<UUID, Item> byId) {
        MappingRuntime runtime = pass.runtime();
        Map<UUID, Coupling> couplings = engine.database()
                .read(connection -> engine.couplings().find(connection, runtime.scope(), pass.source(), byId.keySet()));
        Set<UUID> released = released(pass, byId, couplings);
        for (Item item : items) {
            Coupling coupling = couplings.get(item.sourceId());
            OpenAttempt attempt = pass.leftOpen().resumed().get(item.sourceId());
            if (attempt != null && (coupling == null || hadAnother(coupling, attempt))) {
                // Uncoupled meanwhile: nobody looks any more at what it wrote.
                item.pairing().arrived().addAll(attempt.perhaps(List.of()));
                attempt = null;
            }
            if (coupling != null) {
                item.coupling(
                        inOrder(runtime, released.contains(item.sourceId()) ? coupling.skipped(false) : coupling));
                item.targetId(coupling.id(pass.target()));
                item.pairing().openAttempt(attempt);
                if (attempt != null && attempt.intent().operation() == Operation.COUPLE && coupling.base() == null) {
                    item.pairing().matched(true);
                    item.pairing().couplingStored(true);
                }
            }
        }
    }

    /** Whether the attempt was made at another partner. A pending coupling has the id that was chosen, not that of the service. */
    private static boolean hadAnother(Coupling coupling, OpenAttempt attempt) {
        Intent intent = attempt.intent();
        return !coupling.state().isPending()
                && intent.operation() != Operation.CREATE
                && !(coupling.businessCentralId().equals(intent.businessCentralId())
                        && coupling.dataverseId().equals(intent.dataverseId()));
    }

    private Set<UUID> released(Pass pass, Map<UUID, Item> byId, Map<UUID, Coupling> couplings) {
        Map<UUID, Coupling> skipped = new HashMap<>();
        Map<UUID, Row> rows = new HashMap<>();
        couplings.forEach((id, coupling) -> {
            Item item = byId.get(id);
            if (coupling.skipped() && item != null) {
                skipped.put(id, coupling);
                rows.put(id, item.source());
            }
        });
        Set<UUID> released = new HashSet<>(engine.releases().met(pass, skipped, rows));
        Set<UUID> planned = pass.wouldBeReleased();
        skipped.forEach((id, coupling) -> {
            if (planned.contains(coupling.businessCentralId())) {
                released.add(id);
            }
        });
        return released;
    }

    private Coupling inOrder(MappingRuntime runtime, Coupling coupling) {
        BaseSnapshot base = coupling.base();
        if (base == null || base.layout() == runtime.layout()) {
            return coupling;
        }
        return coupling.withBase(
                engine.layouts().inOrderOf(runtime.scope(), runtime.layout(), runtime.layoutFields(), base));
    }

    void firstDecision(Batch batch, List<Item> items) {
        for (Item item : items) {
            if (item.decision() instanceof Decision.Ignored) {
                continue;
            }
            Coupling coupling = item.coupling();
            if (coupling != null && coupling.state().isPending() && !RecordFacts.pending(batch.pass(), item)) {
                failures.fail(batch, item, ErrorClass.TRANSIENT, "no-answer", null, CREATED_FROM_THERE);
                continue;
            }
            Decision decision = Decider.decide(RecordFacts.of(batch.pass(), item));
            if (decision instanceof Decision.Insert && batch.pass().leftOpen().unsettledCreates()) {
                failures.fail(batch, item, ErrorClass.TRANSIENT, "no-answer", null, UNSETTLED);
            } else {
                item.decide(decision);
            }
        }
    }
}
