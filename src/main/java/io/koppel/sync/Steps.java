package io.koppel.sync;

import io.koppel.odata.Page;
import java.util.List;
import java.util.Map;

/** The steps of a batch, as the routes call them: changes, resolve, decide, transfer, open, (deliver), confirm. */
public final class Steps {
    private final Engine engine;
    private final ChangesQuery changes;
    private final ChoiceSource options;
    private final Matcher matcher;
    private final BatchDelivery delivery;
    private final ConfirmStep confirm;

    public Steps(Engine engine) {
        this.engine = engine;
        this.changes = new ChangesQuery(engine);
        this.options = new ChoiceSource(engine);
        this.matcher = new Matcher(engine);
        this.delivery = new BatchDelivery(engine, matcher, new Failures(engine));
        this.confirm = new ConfirmStep(engine, delivery.resolver(), delivery.intentStep());
    }

    /** The query options of one read. */
    public Map<String, String> query(Pass pass, Selection selection) {
        return changes.options(pass, selection);
    }

    /** The options of the choice column that a pass reads. */
    public Page options(Pass pass, Selection selection) {
        return options.read(pass, selection);
    }

    /** Makes a batch of a page and finds out what is known of its records. */
    public Batch resolve(Pass pass, Page page) {
        MassChangeGuard guard = pass.tracked() ? pass.guard() : null;
        return guard == null || guard.admits(page)
                ? delivery.resolver().resolve(pass, page)
                : new Batch(engine.newId(), pass, List.of(), -1, delivery);
    }

    /** One decision for each record. */
    public DecideStep decide() {
        return delivery.decideStep();
    }

    /** The mapping processor. */
    public TransferStep transfer() {
        return delivery.transferStep();
    }

    /** Commits what is about to be written. */
    public IntentStep intents() {
        return delivery.intentStep();
    }

    /** Confirms what was written. */
    public ConfirmStep confirm() {
        return confirm;
    }

    /** Gives the records of a batch back that could not be confirmed. */
    public void abandon(Batch batch) {
        delivery.resolver().release(batch);
    }

    Matcher matcher() {
        return matcher;
    }
}
