package io.koppel.sync;

import io.koppel.mapping.Conflicts;
import io.koppel.mapping.Transferred.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The three-way merge of one record, field by field (sync-semantics.md §5, and finer: the built-in integration keeps no base
 * and calls every double edit a conflict; see docs/differences.md).
 *
 * @param kept changes to be written
 * @param heldBack changes left out because only the target changed the field: the opposite pass carries them
 * @param conflicts fields both sides changed to different values and no strategy decides
 * @param lost fields both sides changed where the strategy lets the target win
 */
public record Merge(List<Change> kept, List<Change> heldBack, List<Change> conflicts, List<Change> lost) {

    /**
     * @param differing fields whose values differ between the sides
     * @param sourceChanged whether the source changed the field since the base
     * @param targetChanged whether the target changed the field since the base
     * @param bidirectional whether the mapping is: only then can there be a conflict
     */
    public static Merge of(
            List<Change> differing,
            Predicate<Change> sourceChanged,
            Predicate<Change> targetChanged,
            boolean bidirectional,
            boolean forced,
            Conflicts.Update strategy,
            boolean toDataverse) {
        List<Change> kept = new ArrayList<>();
        List<Change> heldBack = new ArrayList<>();
        List<Change> conflicts = new ArrayList<>();
        List<Change> lost = new ArrayList<>();
        for (Change change : differing) {
            if (forced || !bidirectional || !change.bidirectional() || !targetChanged.test(change)) {
                kept.add(change);
            } else if (!sourceChanged.test(change)) {
                heldBack.add(change);
            } else if (Decider.sourceWins(strategy, toDataverse)) {
                kept.add(change);
            } else if (strategy == Conflicts.Update.NONE) {
                conflicts.add(change);
            } else {
                lost.add(change);
            }
        }
        return new Merge(kept, heldBack, conflicts, lost);
    }
}
