package io.koppel.sync;

/** Second step of a batch: one {@link Decision} for each record. */
public final class DecideStep {
    private final Resolver resolver;

    DecideStep(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Decides about the records that are still open; answers the same batch. */
    public Batch decide(Batch batch) {
        for (Item item : batch.items()) {
            if (item.decision() instanceof Decision.NeedsTarget) {
                decideOne(batch.pass(), item);
            }
        }
        return batch;
    }

    void decideOne(Pass pass, Item item) {
        Decision decision = Decider.decide(resolver.facts(pass, item));
        if (item.coupling() != null && item.coupling().state().isPending() && item.target() != null) {
            item.adopted(true);
        }
        item.decide(decision);
    }
}
