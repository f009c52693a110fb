package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import io.koppel.odata.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a batch is about to do before its request leaves (promises.md P1). If the process dies after the request and
 * before the confirmation, the next one finds the intent, reads the record by the id that was chosen, and adopts it or sends
 * it again under the same id: there is no moment at which a second record could come into being.
 */
public final class IntentStep {
    private final Engine engine;
    private final Misfits misfits;

    IntentStep(Engine engine, Failures failures) {
        this.engine = engine;
        this.misfits = new Misfits(engine, failures);
    }

    /** Opens the intents of a batch; answers the same batch. */
    public Batch open(Batch batch) {
        misfits.fail(batch, batch.items());
        if (!batch.pass().isPreview()) {
            approved(batch, batch.items());
            openFor(batch, batch.writing());
        }
        return batch;
    }

    /** Fails records that are known to be refused. */
    void misfits(Batch batch, List<Item> items) {
        misfits.fail(batch, items);
    }

    /** Leaves records alone that are not what was approved, where only approved writes may be made. */
    static void approved(Batch batch, List<Item> items) {
        Approval approval = batch.pass().approval();
        if (approval == null) {
            return;
        }
        for (Item item : items) {
            String objection = approval.objection(batch.pass(), item);
            if (objection != null) {
                item.fail(null);
                item.decide(new Decision.Ignored(objection));
            }
        }
    }

    void openFor(Batch batch, List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        engine.database().inTransaction(connection -> {
            write(connection, batch, items);
            return true;
        });
        batch.intentsOpen(true);
    }

    private void write(Connection connection, Batch batch, List<Item> items) throws SQLException {
        Pass pass = batch.pass();
        int scope = pass.runtime().scope();
        List<Coupling> pending = new ArrayList<>();
        List<UUID> replaced = new ArrayList<>();
        for (Item item : items) {
            boolean create = item.decision() instanceof Decision.Insert;
            if (create && needsCoupling(item)) {
                Coupling old = item.coupling();
                if (old != null) {
                    replaced.add(old.businessCentralId());
                    item.pairing().restored(old);
                    item.targetId(newTarget(pass, item));
                }
                Coupling coupling = pending(pass, item);
                pending.add(coupling);
                item.coupling(coupling);
            } else if (item.matched() && !item.pairing().couplingStored() && item.coupling() != null) {
                // Without its coupling an overwritten record would look like a stranger after a crash.
                if (item.pairing().replaces() != null) {
                    replaced.add(item.pairing().replaces());
                    item.pairing().replaces(null);
                }
                pending.add(item.coupling());
                item.pairing().couplingStored(true);
            }
            Intent before = batch.intents().put(item.sourceId(), intent(pass, item, create));
            if (before != null && item.delivered().result() instanceof WriteResult.Unknown) {
                batch.unheard().add(before);
            }
        }
        List<Intent> intents = new ArrayList<>(batch.unheard());
        intents.addAll(batch.intents().values());
        if (batch.intentsOpen()) {
            engine.intents().close(connection, batch.id());
        }
        engine.couplings().delete(connection, scope, replaced);
        engine.couplings().insert(connection, scope, pending);
        engine.intents().open(connection, batch.id(), scope, pass.direction(), pass.run(), engine.now(), intents);
    }

    /** What is to be remembered of an attempt whose answer was lost. */
    OpenAttempt attempt(Batch batch, Item item) {
        return new OpenAttempt(batch.id(), attempted(batch.pass(), item), item.changes());
    }

    /** Removes the intents of a batch but for those whose outcome is still unknown: the next pass settles them. */
    void settle(Connection connection, Batch batch) throws SQLException {
        Pass pass = batch.pass();
        if (batch.intentsOpen()) {
            engine.intents().close(connection, batch.id());
        }
        forget(connection, batch);
        List<Intent> unknown = new ArrayList<>();
        for (Item item : batch.items()) {
            OpenAttempt attempt = leftOpen(item);
            if (attempt != null) {
                unknown.addAll(attempt.of(batch.id()));
            }
        }
        if (!unknown.isEmpty()) {
            engine.intents()
                    .open(
                            connection,
                            batch.id(),
                            pass.runtime().scope(),
                            pass.direction(),
                            pass.run(),
                            engine.now(),
                            unknown);
        }
    }

    /** What a dead process left open of these records is settled in the same moment, or it would be settled twice. */
    private void forget(Connection connection, Batch batch) throws SQLException {
        Map<UUID, Set<UUID>> settled = new LinkedHashMap<>();
        for (Item item : batch.items()) {
            OpenAttempt attempt = batch.pass().leftOpen().resumed().get(item.sourceId());
            OpenAttempt left = leftOpen(item);
            if (attempt != null) {
                Set<UUID> batches = attempt.batches();
                if (left != null) {
                    batches.removeAll(left.batches());
                }
                batches.forEach(id ->
                        settled.computeIfAbsent(id, key -> new HashSet<>()).add(item.sourceId()));
            }
        }
        for (Map.Entry<UUID, Set<UUID>> entry : settled.entrySet()) {
            engine.intents().forget(connection, entry.getKey(), entry.getValue());
        }
    }

    /** An attempt that nobody knows more of than before, because its record failed or was left out; null if there is none. */
    private static @Nullable OpenAttempt leftOpen(Item item) {
        OpenAttempt attempt = item.pairing().openAttempt();
        boolean done = item.failure() == null && !(item.decision() instanceof Decision.Ignored);
        return attempt == null || attempt.isTold() || done ? null : attempt;
    }

    /** Whether the service refused a write that it may have acted on all the same. */
    static boolean refusedInDoubt(@Nullable WriteResult result) {
        return result instanceof WriteResult.Refused refused && refused.isInDoubt();
    }

    private static boolean creates(Item item) {
        return item.coupling() != null && item.coupling().state().isPending() && !item.adopted();
    }

    private static boolean needsCoupling(Item item) {
        return item.coupling() == null || !item.coupling().state().isPending();
    }

    private UUID newTarget(Pass pass, Item item) {
        return ChoiceSource.isWritten(pass) ? item.targetId() : engine.newId();
    }

    private static Coupling pending(Pass pass, Item item) {
        boolean to = pass.direction() == Direction.TO_DATAVERSE;
        Coupling fresh = Coupling.fresh(
                to ? item.sourceId() : item.targetId(),
                to ? item.targetId() : item.sourceId(),
                to ? item.label() : null,
                to ? null : item.label());
        // The version that was sent tells, should the answer be lost, whether the source has moved on since.
        return fresh.inStep(NewBase.sourceOnly(pass, item, fresh.versions()), null)
                .in(to ? CouplingState.CREATE_PENDING_TO_DATAVERSE : CouplingState.CREATE_PENDING_TO_BUSINESS_CENTRAL);
    }

    private static Operation operation(Pass pass, Item item, boolean create) {
        if (create) {
            return Operation.CREATE;
        }
        if (item.matched()) {
            return Operation.COUPLE;
        }
        return forced(pass, item) ? Operation.FORCE : Operation.UPDATE;
    }

    /** Whether a person asked for the write whatever the target holds: in this run, or in one that was cut off. */
    static boolean forced(Pass pass, Item item) {
        return pass.mode().forced() || (item.decision() instanceof Decision.Modify modify && modify.forced());
    }

    private static Intent intent(Pass pass, Item item, boolean create) {
        boolean to = pass.target() == Side.DATAVERSE;
        Row target = item.target();
        return new Intent(
                to ? item.sourceId() : item.targetId(),
                to ? item.targetId() : item.sourceId(),
                operation(pass, item, create),
                create || target == null ? null : target.etag(),
                // Who touched a created record last is told by its user, where Koppel's own is known.
                create && pass.ownUser() != null ? Set.of() : Traces.of(pass, item.changes()),
                false);
    }

    /** The intent of the attempt that was made last, with what the service said of it. */
    private static Intent attempted(Pass pass, Item item) {
        Intent made = intent(pass, item, creates(item));
        return refusedInDoubt(item.delivered().result()) ? made.asRefused() : made;
    }
}
