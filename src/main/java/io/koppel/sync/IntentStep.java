package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.CouplingState;
import io.koppel.coupling.Intents.Intent;
import io.koppel.coupling.Intents.Operation;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Commits what a batch is about to do before its request leaves (promises.md P1). If the process dies after the request and
 * before the confirmation, the next one finds the intent, reads the record by the id that was chosen, and adopts it or sends
 * it again under the same id: there is no moment at which a second record could come into being.
 */
public final class IntentStep {
    private final Engine engine;

    IntentStep(Engine engine) {
        this.engine = engine;
    }

    /** Opens the intents of a batch; answers the same batch. */
    public Batch open(Batch batch) {
        if (!batch.pass().isPreview()) {
            approved(batch, batch.items());
            openFor(batch, batch.writing());
        }
        return batch;
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
        List<Intent> intents = new ArrayList<>(items.size());
        List<Coupling> pending = new ArrayList<>();
        List<UUID> replaced = new ArrayList<>();
        for (Item item : items) {
            boolean create = item.decision() instanceof Decision.Insert;
            if (create && needsCoupling(item)) {
                Coupling old = item.coupling();
                if (old != null) {
                    replaced.add(old.businessCentralId());
                    item.restored(old);
                    item.targetId(newTarget(pass, item));
                }
                Coupling coupling = pending(pass, item);
                pending.add(coupling);
                item.coupling(coupling);
            }
            intents.add(intent(pass, item, create));
        }
        if (batch.intentsOpen()) {
            engine.intents().close(connection, batch.id());
        }
        engine.couplings().delete(connection, scope, replaced);
        engine.couplings().insert(connection, scope, pending);
        engine.intents().open(connection, batch.id(), scope, pass.direction(), pass.run(), engine.now(), intents);
    }

    private static boolean needsCoupling(Item item) {
        return item.coupling() == null || !item.coupling().state().isPending();
    }

    private UUID newTarget(Pass pass, Item item) {
        return pass.mapping().dataverse().isChoice() ? item.targetId() : engine.newId();
    }

    private static Coupling pending(Pass pass, Item item) {
        boolean to = pass.direction() == Direction.TO_DATAVERSE;
        Coupling fresh = Coupling.fresh(
                to ? item.sourceId() : item.targetId(),
                to ? item.targetId() : item.sourceId(),
                to ? item.label() : null,
                to ? null : item.label());
        return fresh.in(
                to ? CouplingState.CREATE_PENDING_TO_DATAVERSE : CouplingState.CREATE_PENDING_TO_BUSINESS_CENTRAL);
    }

    private static Intent intent(Pass pass, Item item, boolean create) {
        boolean to = pass.target() == Side.DATAVERSE;
        Row target = item.target();
        return new Intent(
                to ? item.sourceId() : item.targetId(),
                to ? item.targetId() : item.sourceId(),
                create ? Operation.CREATE : Operation.UPDATE,
                create || target == null ? null : target.etag());
    }
}
