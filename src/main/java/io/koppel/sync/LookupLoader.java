package io.koppel.sync;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.OptionMapping;
import io.koppel.mapping.Lookups.Answer;
import io.koppel.mapping.Reference;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches the answers to all references of a batch: one query for each mapping referred to. */
final class LookupLoader {
    private final Engine engine;
    private final Supplier<UUID> localCurrency;

    /** @param writes whether a missing row of the local currency is created */
    LookupLoader(Engine engine, boolean writes) {
        this.engine = engine;
        this.localCurrency = writes ? engine.localCurrency()::id : engine.localCurrency()::idToBe;
    }

    PreparedLookups load(Connection connection, Set<Reference> references) throws SQLException {
        if (references.isEmpty()) {
            return PreparedLookups.NONE;
        }
        Map<Question, List<Reference>> questions = new LinkedHashMap<>();
        for (Reference reference : references) {
            questions
                    .computeIfAbsent(
                            new Question(
                                    reference.kind(), reference.mappings(), reference.from(), reference.byNumber()),
                            question -> new ArrayList<>())
                    .add(reference);
        }
        Map<Reference, Answer> answers = new HashMap<>(references.size() * 2);
        for (Map.Entry<Question, List<Reference>> question : questions.entrySet()) {
            switch (question.getKey().kind()) {
                case COUPLED -> coupled(connection, question.getKey(), question.getValue(), answers);
                case OPTION -> options(question.getKey(), question.getValue(), answers);
                case CURRENCY -> currencies(connection, question.getKey(), question.getValue(), answers);
            }
        }
        return new PreparedLookups(answers);
    }

    private record Question(Reference.Kind kind, List<String> mappings, Side from, boolean byNumber) {}

    private void coupled(
            Connection connection, Question question, Collection<Reference> references, Map<Reference, Answer> answers)
            throws SQLException {
        for (String mapping : question.mappings()) {
            List<Reference> open = references.stream()
                    .filter(reference -> !answers.containsKey(reference))
                    .toList();
            TableMapping table = engine.mappings().apply(mapping);
            if (open.isEmpty() || table == null) {
                continue;
            }
            int scope = engine.scope(mapping);
            String entitySet =
                    question.from() == Side.BUSINESS_CENTRAL ? table.dataverse().entitySet() : null;
            if (question.byNumber()) {
                byNumber(connection, scope, question.from(), open, entitySet, answers);
            } else {
                byId(connection, scope, question.from(), open, entitySet, answers);
            }
        }
    }

    private void byId(
            Connection connection,
            int scope,
            Side from,
            List<Reference> open,
            @Nullable String entitySet,
            Map<Reference, Answer> answers)
            throws SQLException {
        Map<UUID, Reference> ids = ids(open);
        engine.couplings()
                .partners(connection, scope, from, ids.keySet())
                .forEach((id, partner) -> answers.put(ids.get(id), new Answer.Partner(partner.toString(), entitySet)));
    }

    private void byNumber(
            Connection connection,
            int scope,
            Side from,
            List<Reference> open,
            @Nullable String entitySet,
            Map<Reference, Answer> answers)
            throws SQLException {
        if (from == Side.BUSINESS_CENTRAL) {
            Map<String, Coupling> found = engine.couplings()
                    .byNumber(
                            connection,
                            scope,
                            open.stream().map(Reference::value).toList());
            for (Reference reference : open) {
                Coupling coupling = found.get(reference.value());
                if (coupling != null) {
                    answers.put(
                            reference, new Answer.Partner(coupling.dataverseId().toString(), entitySet));
                }
            }
            return;
        }
        Map<UUID, Reference> ids = ids(open);
        engine.couplings().find(connection, scope, Side.DATAVERSE, ids.keySet()).forEach((id, coupling) -> {
            String number = coupling.number();
            if (number != null && !coupling.state().isPending()) {
                answers.put(ids.get(id), new Answer.Partner(number, null));
            }
        });
    }

    private void options(Question question, Collection<Reference> references, Map<Reference, Answer> answers) {
        List<OptionMapping> options =
                engine.options().all(engine.scope(question.mappings().get(0)));
        for (Reference reference : references) {
            for (OptionMapping option : options) {
                String id = question.byNumber()
                        ? option.code()
                        : option.businessCentralId().toString();
                String value = Integer.toString(option.value());
                boolean toDataverse = question.from() == Side.BUSINESS_CENTRAL;
                if (reference.value().equals(toDataverse ? id : value)) {
                    answers.put(reference, new Answer.Partner(toDataverse ? value : id, null));
                }
            }
        }
    }

    private void currencies(
            Connection connection, Question question, Collection<Reference> references, Map<Reference, Answer> answers)
            throws SQLException {
        List<Reference> others = new ArrayList<>();
        for (Reference reference : references) {
            if (question.from() == Side.BUSINESS_CENTRAL && reference.value().isBlank()) {
                answers.put(reference, localCurrency());
            } else if (question.from() == Side.DATAVERSE
                    && localCurrency() instanceof Answer.Partner local
                    && local.id().equals(reference.value())) {
                answers.put(reference, new Answer.Blank());
            } else {
                others.add(reference);
            }
        }
        coupled(connection, question, others, answers);
    }

    /** Where the local currency can have no row, that is a fault of the records that are in it, and of no others. */
    private Answer localCurrency() {
        try {
            return new Answer.Partner(localCurrency.get().toString(), "transactioncurrencies");
        } catch (RecordRefused refused) {
            if (refused.errorClass() != ErrorClass.DATA) {
                throw refused;
            }
            return new Answer.Refused(String.valueOf(refused.getMessage()));
        }
    }

    private static Map<UUID, Reference> ids(List<Reference> references) {
        Map<UUID, Reference> ids = new HashMap<>(references.size() * 2);
        for (Reference reference : references) {
            ids.put(UUID.fromString(reference.value()), reference);
        }
        return ids;
    }
}
