package io.koppel.sync;

import io.koppel.mapping.Lookups;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers fetched for all records of a batch in a few queries; a reference nobody asked for beforehand is not coupled. */
final class PreparedLookups implements Lookups {
    static final PreparedLookups NONE = new PreparedLookups(Map.of());

    private final Map<Reference, Answer> answers;

    PreparedLookups(Map<Reference, Answer> answers) {
        this.answers = answers;
    }

    @Override
    public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
        return answer(new Reference(Reference.Kind.COUPLED, mappings, from, reference, byNumber));
    }

    @Override
    public Answer option(String mapping, Side from, String reference, boolean byNumber) {
        return answer(new Reference(Reference.Kind.OPTION, List.of(mapping), from, reference, byNumber));
    }

    @Override
    public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
        return answer(new Reference(Reference.Kind.CURRENCY, List.of(mapping), from, reference, byNumber));
    }

    private Answer answer(Reference reference) {
        return Objects.requireNonNullElseGet(answers.get(reference), () -> new Answer.NotCoupled(reference.value()));
    }
}
