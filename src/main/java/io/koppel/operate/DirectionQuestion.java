package io.koppel.operate;

import io.koppel.mapping.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person is asked before one record is synchronized now (sync-semantics.md §9). Plain values in and out. */
final class DirectionQuestion {
    static final String MERGE = "merge";

    private DirectionQuestion() {}

    /**
     * What the question depends on.
     *
     * @param businessCentralChanged whether that side changed since the last synchronization, or there was none
     * @param differs whether a field that both sides may write was changed on both to different values; in a one-way mapping,
     *     whether any field differs
     * @param dataverseNewer whether Dataverse's record was changed later
     */
    record Facts(
            boolean coupled,
            Direction mapping,
            boolean businessCentralChanged,
            boolean dataverseChanged,
            boolean differs,
            boolean dataverseNewer) {}

    /**
     * The question.
     *
     * @param kind couple, direction, confirm, warn or none
     * @param offered directions, and merge: each side's changes to the other
     * @param proposed the default: one of them, yes or no; null where nothing is asked
     */
    record Question(String kind, List<String> offered, @Nullable String proposed, String message) {}

    static Question ask(Facts facts) {
        if (!facts.coupled()) {
            return new Question("couple", List.of(), "no", "the record is not coupled; couple it first?");
        }
        return facts.mapping() == Direction.BIDIRECTIONAL ? twoWays(facts) : oneWay(facts);
    }

    private static Question twoWays(Facts facts) {
        List<String> offered = new ArrayList<>(List.of(Direction.TO_DATAVERSE.key(), Direction.FROM_DATAVERSE.key()));
        boolean both = facts.businessCentralChanged() && facts.dataverseChanged();
        if (both && facts.differs()) {
            return new Question(
                    "direction",
                    offered,
                    Direction.TO_DATAVERSE.key(),
                    "both records were changed since they were last synchronized, in the same field; which one wins?");
        }
        offered.add(MERGE);
        String proposed;
        if (facts.businessCentralChanged() == facts.dataverseChanged()) {
            proposed =
                    !both ? MERGE : (facts.dataverseNewer() ? Direction.FROM_DATAVERSE : Direction.TO_DATAVERSE).key();
        } else {
            proposed = (facts.dataverseChanged() ? Direction.FROM_DATAVERSE : Direction.TO_DATAVERSE).key();
        }
        return new Question("direction", offered, proposed, "in which direction?");
    }

    private static Question oneWay(Facts facts) {
        boolean to = facts.mapping() == Direction.TO_DATAVERSE;
        boolean source = to ? facts.businessCentralChanged() : facts.dataverseChanged();
        boolean target = to ? facts.dataverseChanged() : facts.businessCentralChanged();
        List<String> offered = List.of(facts.mapping().key());
        String side = to ? "Dataverse" : "Business Central";
        if (source && target && !facts.differs()) {
            return new Question("none", offered, null, "both were changed, but no mapped field differs; nothing to do");
        }
        if (target) {
            return new Question(
                    "warn",
                    offered,
                    "no",
                    source
                            ? "both were changed since they were last synchronized, or never were; overwrite " + side
                                    + "?"
                            : "the record in " + side + " is newer; overwrite it?");
        }
        return new Question("confirm", offered, "yes", "write to " + side + "?");
    }
}
