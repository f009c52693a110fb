package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.LastResult;
import io.koppel.coupling.SkippedRecord;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Last step of a batch: in one transaction couplings, versions, base snapshots, history, failures, counters and the
 * watermark. Nothing is half true afterwards, whenever the process dies.
 */
public final class ConfirmStep {
    private final Engine engine;
    private final Resolver resolver;
    private final IntentStep intents;

    ConfirmStep(Engine engine, Resolver resolver, IntentStep intents) {
        this.engine = engine;
        this.resolver = resolver;
        this.intents = intents;
    }

    /** Confirms a batch; answers the same batch. */
    public Batch confirm(Batch batch) {
        if (batch.pass().isPreview()) {
            batch.items().forEach(item -> batch.pass().confirmed(item.sourceId()));
            batch.pass().show(batch);
            return batch;
        }
        Outcome outcome = new Outcome(engine.retries()
                .failures(batch.pass().runtime().scope(), batch.pass().direction(), FailedItems.ids(batch)));
        for (Item item : batch.items()) {
            settle(batch, item, outcome);
        }
        try {
            engine.database().inTransaction(connection -> {
                write(connection, batch, outcome);
                return true;
            });
        } finally {
            resolver.release(batch);
        }
        batch.items().forEach(item -> batch.pass().confirmed(item.sourceId()));
        batch.pass().counters().add(outcome.counters(), batch.items().size());
        batch.failedBehind(engine.followUpRunner().run(batch.pass(), outcome.followUps));
        Approval approval = batch.pass().approval();
        if (approval != null) {
            approval.confirmed(batch);
        }
        return batch;
    }

    private void settle(Batch batch, Item item, Outcome outcome) {
        Pass pass = batch.pass();
        for (Arrived write : item.pairing().arrived()) {
            outcome.history.add(WriteHistory.arrived(pass, write));
        }
        if (item.failure() != null) {
            if (FailedItems.isConflict(item.failure()) && isFound(pass, item)) {
                found(batch, item, outcome);
            }
            FailedItems.settle(pass, item, item.failure(), outcome);
            return;
        }
        Decision decision = item.decision();
        if (decision instanceof Decision.Insert || decision instanceof Decision.Modify) {
            written(batch, item, outcome);
        } else if (decision instanceof Decision.Unchanged) {
            unchanged(pass, item, outcome);
        } else if (decision instanceof Decision.Skipped) {
            outcome.skippedCount++;
        } else if (decision instanceof Decision.RemoveCoupling) {
            outcome.partings.addAll(item.pairing().partings());
        } else if (decision instanceof Decision.Ignored && isFound(pass, item)) {
            found(batch, item, outcome);
            (item.pairing().isNewRow() ? outcome.inserted : outcome.updated).add(item.coupling());
        } else if (!(decision instanceof Decision.Ignored || decision instanceof Decision.SeenAgain)) {
            throw new IllegalStateException(
                    "a record reached the confirmation as " + decision + ": " + item.sourceId());
        }
    }

    /** Lines of documents are coupled with them, so those wait until the document itself is in step. */
    private static boolean isFound(Pass pass, Item item) {
        return item.adopted() && pass.mapping().lines() == null;
    }

    /**
     * The create has arrived, but people have changed both sides since, or the record is not for this pass any more: from now on
     * the two are a pair like any other.
     */
    private static void found(Batch batch, Item item, Outcome outcome) {
        Coupling before = Objects.requireNonNull(item.coupling());
        Coupling pair = identified(batch.pass(), item, before, outcome).in(CouplingState.COUPLED);
        if (item.failure() == null && !TransferStep.movedOn(batch.pass(), item)) {
            NewBase base = NewBase.of(batch.pass(), item, item.target());
            pair = pair.inStep(base.versions(), base.base());
        }
        item.pairing().moved(!pair.businessCentralId().equals(before.businessCentralId()));
        item.coupling(pair);
        item.pairing().openAttempt(null);
        outcome.history.add(WriteHistory.adopted(batch, pair));
    }

    private static void unchanged(Pass pass, Item item, Outcome outcome) {
        outcome.unchangedCount++;
        Coupling coupling = item.coupling();
        if (coupling != null) {
            Coupling now = coupling.inStep(NewBase.sourceOnly(pass, item, coupling.versions()), coupling.base());
            if (!now.versions().equals(coupling.versions())) {
                outcome.updated.add(named(pass, item, now, null));
            }
        }
    }

    private void written(Batch batch, Item item, Outcome outcome) {
        Pass pass = batch.pass();
        outcome.noLongerHeld.addAll(item.leftAlone().noLongerHeld());
        boolean insert = item.decision() instanceof Decision.Insert || item.adopted();
        boolean wrote = item.delivered().result() != null && item.writes();
        if (insert) {
            outcome.insertedCount++;
        } else if (wrote || item.matched() || item.pairing().hasArrived()) {
            outcome.modifiedCount++;
        } else {
            outcome.unchangedCount++;
        }
        if (item.matched() && pass.mode().matches()) {
            outcome.coupledCount++;
        }
        if (item.pairing().replaces() != null) {
            outcome.deleted.add(item.pairing().replaces());
        }
        Coupling before = item.coupling();
        if (before == null) {
            throw new IllegalStateException("a written record has no coupling: " + item.sourceId());
        }
        Row target = item.written() != null ? item.written() : item.target();
        Coupling after = identified(pass, item, before, outcome);
        NewBase now = NewBase.of(pass, item, target);
        after = named(pass, item, after.inStep(now.versions(), now.base()), target)
                .after(pass.direction(), LastResult.SUCCESS, pass.job(), null);
        ((item.matched() && !item.pairing().couplingStored())
                                || !after.businessCentralId().equals(before.businessCentralId())
                        ? outcome.inserted
                        : outcome.updated)
                .add(after);
        if (before.result(pass.direction()) == LastResult.FAILURE) {
            outcome.succeeded.add(item.sourceId());
        }
        if (pass.mapping().dataverse().isChoice()) {
            outcome.options.add(ChoiceTargets.option(pass, item, after.businessCentralId()));
        }
        if (item.adopted()) {
            outcome.history.add(WriteHistory.adopted(batch, after));
        }
        if (wrote && (insert || item.alongWith().isEmpty() || !item.payload().isEmpty())) {
            outcome.history.add(WriteHistory.written(batch, item, after, !item.adopted() && insert));
        }
        if (wrote || item.adopted()) {
            outcome.history.addAll(ChoiceTargets.copies(item, after.businessCentralId(), insert, batch.requestId()));
        }
        if (wrote || item.adopted() || item.documentChange() != null) {
            outcome.lines.add(batch, item, insert);
        }
        for (Rule rule : pass.runtime().rules()) {
            if (rule.needsFollowUp(item, batch)) {
                outcome.followUps.add(new FollowUp(
                        rule.name(), after.businessCentralId(), after.dataverseId(), pass.run(), pass.direction()));
            }
        }
    }

    /** A surface that takes no chosen id gave the record its own: the coupling moves to it. */
    private static Coupling identified(Pass pass, Item item, Coupling coupling, Outcome outcome) {
        Row row = item.written() != null ? item.written() : item.target();
        boolean created = item.decision() instanceof Decision.Insert || item.adopted();
        if (pass.target() == Side.DATAVERSE || row == null || !created) {
            return coupling;
        }
        UUID actual = pass.runtime().records().id(Side.BUSINESS_CENTRAL, row);
        if (actual.equals(coupling.businessCentralId())) {
            return coupling;
        }
        outcome.deleted.add(coupling.businessCentralId());
        return coupling.between(actual, coupling.dataverseId());
    }

    private static Coupling named(Pass pass, Item item, Coupling coupling, @Nullable Row target) {
        boolean to = pass.target() == Side.DATAVERSE;
        String other = target == null ? null : pass.runtime().records().label(pass.target(), target);
        String here = item.label();
        return coupling.named(
                to ? here : other == null ? coupling.number() : other,
                to ? (other == null ? coupling.name() : other) : here);
    }

    private void write(Connection connection, Batch batch, Outcome outcome) throws SQLException {
        Pass pass = batch.pass();
        int scope = pass.runtime().scope();
        long now = engine.now();
        engine.uncoupler().forget(connection, outcome.partings);
        engine.couplings().delete(connection, scope, outcome.deleted);
        engine.couplings().insert(connection, scope, outcome.inserted);
        engine.couplings().update(connection, scope, outcome.updated);
        engine.held().release(connection, scope, outcome.noLongerHeld);
        List<SkippedRecord> skipped = new ArrayList<>();
        for (Item item : outcome.skipped) {
            skipped.add(Skipping.record(connection, engine, pass, item, now));
        }
        engine.skipped().put(connection, scope, skipped);
        engine.retries().mark(connection, scope, pass.direction(), outcome.failed, outcome.succeeded, now);
        outcome.lines.write(connection, engine, pass);
        engine.options().put(connection, scope, outcome.options);
        engine.history().record(connection, scope, pass.run(), pass.job(), now, outcome.history);
        engine.followUps().add(connection, scope, outcome.followUps);
        engine.errors().fail(connection, batch.getFailures());
        // From here to the commit the job's row is locked on every database. So the batches of a pass reach the
        // watermark below one after the other, and none moves it past another that is not committed yet.
        engine.jobLog().count(connection, pass.job(), outcome.counters());
        intents.settle(connection, batch);
        if (batch.sequence() >= 0) {
            OptionalLong reached = pass.tracker().confirm(batch.sequence());
            if (reached.isPresent()) {
                engine.progress().advance(connection, pass, reached.getAsLong());
            }
        }
    }
}
