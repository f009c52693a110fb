package io.koppel.sync;

import io.koppel.mapping.Conflicts;
import io.koppel.odata.ErrorClass;

/** Decides about one record. Total and deterministic: the order of the questions is that of sync-semantics.md §3. */
public final class Decider {
    private Decider() {}

    /** The text that a record coupled to a deleted one fails with (sync-semantics.md §6). */
    public static final String COUPLED_TO_DELETED =
            "the record cannot be updated because it is coupled to a deleted record;"
                    + " uncouple it, or restore the deleted record";

    /** What becomes of a record with these facts. */
    public static Decision decide(Facts facts) {
        if (!facts.coupled()) {
            return facts.creates()
                    ? new Decision.Insert()
                    : new Decision.Ignored("not coupled, and only coupled records are synchronized");
        }
        if (facts.skipped()) {
            return facts.seenBefore()
                    ? new Decision.SeenAgain()
                    : new Decision.Skipped("skipped until someone releases it, or something about it changes");
        }
        if (facts.pending()) {
            return switch (facts.target()) {
                case NOT_READ -> new Decision.NeedsTarget();
                case ABSENT -> new Decision.Insert();
                case PRESENT -> new Decision.Modify(false);
            };
        }
        boolean mustLook = facts.forced() || facts.recheck() || facts.failedBefore();
        if (!mustLook && facts.sameVersion()) {
            return facts.seenBefore() ? new Decision.SeenAgain() : new Decision.Unchanged(true);
        }
        if (!mustLook && facts.sourceSame()) {
            return new Decision.Unchanged(false);
        }
        return switch (facts.target()) {
            case NOT_READ -> new Decision.NeedsTarget();
            case PRESENT -> new Decision.Modify(facts.forced());
            case ABSENT -> absent(facts);
        };
    }

    private static Decision absent(Facts facts) {
        if (facts.forced()) {
            return new Decision.Skipped(COUPLED_TO_DELETED);
        }
        return switch (facts.deletion()) {
            case NONE -> new Decision.Failed(ErrorClass.GONE, COUPLED_TO_DELETED);
            case RESTORE_RECORDS -> new Decision.Insert();
            case REMOVE_COUPLING -> new Decision.RemoveCoupling();
        };
    }

    /** Whether a strategy lets the source of a pass win an update conflict. */
    static boolean sourceWins(Conflicts.Update strategy, boolean toDataverse) {
        return switch (strategy) {
            case NONE -> false;
            case SEND_UPDATE -> toDataverse;
            case GET_UPDATE -> !toDataverse;
        };
    }
}
