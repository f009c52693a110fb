package io.koppel.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Second step of a batch: one {@link Decision} for each record. */
public final class DecideStep {
    private final Failures failures;

    DecideStep(Failures failures) {
        this.failures = failures;
    }

    /** Decides about the records that are still open; answers the same batch. */
    public Batch decide(Batch batch) {
        for (Item item : batch.items()) {
            if (item.decision() instanceof Decision.NeedsTarget) {
                decideOne(batch, item);
            }
        }
        return batch;
    }

    void decideOne(Batch batch, Item item) {
        Decision decision = Decider.decide(RecordFacts.of(batch.pass(), item));
        if (RecordFacts.pending(batch.pass(), item)) {
            item.pairing().adopted(item.target() != null);
        }
        item.decide(decision);
        if (decision instanceof Decision.Failed failed) {
            String leftAlone = leftAlone(batch.pass(), item);
            if (leftAlone != null) {
                item.decide(new Decision.Ignored(leftAlone));
                return;
            }
            failures.fail(batch, item, failed.errorClass(), null, null, failed.message());
        }
    }

    private static @Nullable String leftAlone(Pass pass, Item item) {
        for (Rule rule : item.records().targetRead() && item.target() == null
                ? pass.runtime().rules()
                : List.<Rule>of()) {
            String why = rule.partnerGone(item, pass);
            if (why != null) {
                return why;
            }
        }
        return null;
    }
}
