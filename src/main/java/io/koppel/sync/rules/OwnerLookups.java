package io.koppel.sync.rules;

import io.koppel.mapping.Lookups;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.sync.RecordRefused;
import java.util.List;
import java.util.function.Predicate;

/** Lookups of a Dataverse row that tell an owner without coupling from an owner that can have none. */
final class OwnerLookups implements Lookups {
    private final Lookups inner;
    private final String owner;
    private final Predicate<String> isTeam;

    OwnerLookups(Lookups inner, String owner, Predicate<String> isTeam) {
        this.inner = inner;
        this.owner = owner;
        this.isTeam = isTeam;
    }

    @Override
    public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
        Answer answer = inner.coupled(mappings, from, reference, byNumber);
        if (from == Side.DATAVERSE
                && answer instanceof Answer.NotCoupled
                && owner.equals(reference)
                && isTeam.test(reference)) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    "ownerid",
                    "it is owned by a team, and only owners of type systemuser can be mapped to salespeople; give it"
                            + " to a user, or leave the owner out of the mapping");
        }
        return answer;
    }

    @Override
    public Answer option(String mapping, Side from, String reference, boolean byNumber) {
        return inner.option(mapping, from, reference, byNumber);
    }

    @Override
    public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
        return inner.currency(mapping, from, reference, byNumber);
    }
}
