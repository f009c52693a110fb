package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.LastResult;
import io.koppel.journal.FailedRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a failed attempt means for its record: tried again, forgotten until it changes, or skipped (sync-semantics.md §4). */
final class FailedItems {
    /** Classes of failure that pass without the record being changed. */
    private static final Set<String> RETRIED = Set.of("transient", "throttled", "configuration", "conflict");

    private FailedItems() {}

    /** Records of a batch that failed. */
    static List<UUID> ids(Batch batch) {
        return batch.items().stream()
                .filter(item -> item.failure() != null)
                .map(Item::sourceId)
                .toList();
    }

    /** Whether both sides were changed and nobody has said which one wins. */
    static boolean isConflict(FailedRecord failure) {
        return Skipping.UPDATE_CONFLICT.equals(failure.code());
    }

    static void settle(Pass pass, Item item, FailedRecord failure, Outcome outcome) {
        Coupling coupling = item.coupling();
        long last = outcome.failedBefore.getOrDefault(item.sourceId(), 0L);
        long now = Skipping.failure(failure);
        if (coupling != null && !coupling.state().isPending() && !item.matched() && now != 0 && now == last) {
            skipped(pass, item, coupling, failure, outcome);
            return;
        }
        outcome.failedCount++;
        boolean passes = RETRIED.contains(failure.errorClass());
        if (coupling == null || passes) {
            // A record without coupling that is wrong in itself waits for its next change (sync-semantics.md §4).
            if (passes) {
                outcome.failed.put(item.sourceId(), 0L);
            }
            if (coupling == null) {
                return;
            }
        }
        // A refused create leaves nothing behind; one that is found to have arrived stays coupled, whatever fails now.
        if (coupling.state().isPending()
                && item.target() == null
                && !failure.errorClass().equals("transient")
                && !IntentStep.refusedInDoubt(item.delivered().result())) {
            outcome.deleted.add(coupling.businessCentralId());
            restore(pass, item, failure, now, outcome);
            return;
        }
        Coupling after = coupling.after(pass.direction(), LastResult.FAILURE, pass.job(), failure.message());
        (item.pairing().isNewRow() ? outcome.inserted : outcome.updated).add(after);
        outcome.failed.put(item.sourceId(), now == 0 ? last : now);
        if (item.pairing().replaces() != null) {
            outcome.deleted.add(item.pairing().replaces());
        }
        if (item.matched() && pass.mode().matches()) {
            outcome.coupledCount++;
        }
    }

    /** A deleted record could not be created anew: the record is coupled to the deleted one as before, and tried again. */
    private static void restore(Pass pass, Item item, FailedRecord failure, long now, Outcome outcome) {
        Coupling broken = item.pairing().restored();
        if (broken == null) {
            return;
        }
        Coupling after = broken.after(pass.direction(), LastResult.FAILURE, pass.job(), failure.message());
        boolean again = now != 0 && now == outcome.failedBefore.getOrDefault(item.sourceId(), 0L);
        outcome.inserted.add(after.skipped(again));
        if (again) {
            outcome.failedCount--;
            outcome.skippedCount++;
            outcome.succeeded.add(item.sourceId());
            outcome.skipped.add(item);
        } else {
            outcome.failed.put(item.sourceId(), now);
        }
    }

    /** The same failure again: from now on the coupling is left out of everything (sync-semantics.md §4). */
    private static void skipped(Pass pass, Item item, Coupling coupling, FailedRecord failure, Outcome outcome) {
        outcome.skippedCount++;
        (item.pairing().isNewRow() ? outcome.inserted : outcome.updated)
                .add(coupling.after(pass.direction(), LastResult.FAILURE, pass.job(), failure.message())
                        .skipped(true));
        outcome.succeeded.add(item.sourceId());
        outcome.skipped.add(item);
    }
}
