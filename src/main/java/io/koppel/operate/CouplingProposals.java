package io.koppel.operate;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Literals;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person is asked, and may pick from, before two records are coupled (sync-semantics.md §10). */
public final class CouplingProposals {
    private final Engine engine;
    private final Mappings mappings;
    private final RecordFinder finder;
    private final MappingScope scope;

    public CouplingProposals(Engine engine, Mappings mappings) {
        this.engine = engine;
        this.mappings = mappings;
        this.finder = new RecordFinder(engine.services());
        this.scope = new MappingScope(engine);
    }

    /**
     * What is proposed for a Business Central record.
     *
     * @param coupling the coupling it has, null if it has none
     * @param dataverseId the row picked, else the one it is coupled with; null for none, as when a new one is to be created
     * @param dataverseName what that row is called
     * @param then what to synchronize after coupling, unless the person says otherwise
     * @param choices what may be said instead
     * @param createNew whether a new row in Dataverse may be created for it
     * @param createNewChosen whether the person wants that
     */
    public record Proposal(
            String mapping,
            UUID businessCentralId,
            @Nullable String number,
            @Nullable CouplingView coupling,
            @Nullable UUID dataverseId,
            @Nullable String dataverseName,
            String then,
            List<String> choices,
            boolean createNew,
            boolean createNewChosen) {}

    /**
     * What a person has said so far. It is kept by whoever asks: nothing is coupled by asking.
     *
     * @param dataverse a row by id, name, or the beginning of its name; null if none was picked
     * @param then what to synchronize after coupling; picking another row does not change it
     */
    public record Choices(@Nullable String dataverse, boolean createNew, @Nullable String then) {
        /** Nothing yet. */
        public static final Choices NONE = new Choices(null, false, null);
    }

    /** A record to pick. */
    public record Candidate(UUID id, @Nullable String name, boolean coupled) {}

    /**
     * Proposes: after the first coupling the mapping's direction, to Dataverse where there are two; after another one nothing.
     *
     * @param record a Business Central record by SystemId, number or name
     * @throws OperationException if there is none of that name inside the mapping
     */
    public Proposal of(String mappingId, String record) {
        return of(mappingId, record, Choices.NONE);
    }

    /** Proposes the rest to what a person has said already; wanting a new row means sending the record there. */
    public Proposal of(String mappingId, String record, Choices said) {
        TableMapping mapping = mappings.require(mappingId);
        RecordFinder.Found found = finder.find(mapping, Side.BUSINESS_CENTRAL, record);
        scope.ensureCouplable(mapping, Side.BUSINESS_CENTRAL, found);
        Optional<Coupling> coupling =
                engine.couplings().find(engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, found.id());
        List<String> choices = new ArrayList<>(List.of("none"));
        mapping.passes().stream().map(Direction::key).forEach(choices::add);
        String proposed =
                coupling.isPresent() ? "none" : mapping.passes().get(0).key();
        if (said.then() != null && !choices.contains(said.then())) {
            throw OperationException.invalid(
                    "then: expected one of " + String.join(", ", choices) + ", found '" + said.then() + "'");
        }
        RecordFinder.Found row = said.createNew()
                ? null
                : said.dataverse() != null
                        ? picked(mapping, said.dataverse())
                        : coupling.map(this::partner).orElse(null);
        return new Proposal(
                mapping.id(),
                found.id(),
                found.label(),
                coupling.map(one -> CouplingView.of(mapping.id(), one)).orElse(null),
                row == null ? null : row.id(),
                row == null ? null : row.label(),
                said.createNew() ? Direction.TO_DATAVERSE.key() : said.then() != null ? said.then() : proposed,
                choices,
                coupling.isEmpty() && mapping.direction().includes(Direction.TO_DATAVERSE),
                said.createNew());
    }

    private RecordFinder.Found partner(Coupling coupling) {
        return new RecordFinder.Found(coupling.dataverseId(), coupling.name());
    }

    /** By id, or by a text that completes to a name: the exact one first, else the first in the order of the alphabet. */
    private RecordFinder.Found picked(TableMapping mapping, String text) {
        if (Literals.isGuid(text)) {
            return finder.find(mapping, Side.DATAVERSE, text);
        }
        return candidates(mapping.id(), "dataverse", text, 50).value().stream()
                .findFirst()
                .map(candidate -> new RecordFinder.Found(candidate.id(), candidate.name()))
                .orElseThrow(() -> OperationException.notFound(
                        "Dataverse has no record of " + mapping.id() + " whose name begins with '" + text + "'"));
    }

    /**
     * Records inside the mapping to pick from: the one that is called exactly so first, then those whose name begins so, in the
     * order of the alphabet.
     *
     * @param side business-central or dataverse
     * @param search beginning of the number or name; null for all
     */
    public Listing<Candidate> candidates(String mappingId, String side, @Nullable String search, int limit) {
        TableMapping mapping = mappings.require(mappingId);
        Side where = side(side);
        Records records = new Records(mapping);
        String label = records.labelColumn(where);
        List<String> conditions = new ArrayList<>();
        String filter = ChangesQuery.filter(mapping, engine.company(), where);
        if (filter != null) {
            conditions.add(filter);
        }
        String couplable = mapping.businessCentral().coupleWhen();
        if (where == Side.BUSINESS_CENTRAL && couplable != null) {
            conditions.add("(" + couplable + ")");
        }
        if (search != null) {
            conditions.add("startswith(" + label + "," + Literals.text(search) + ")");
        }
        ReadRequest request = ReadRequest.of(records.path(where))
                .with("$select", records.keyColumn(where) + "," + label)
                .with("$orderby", label)
                .with("$top", Integer.toString(limit));
        if (!conditions.isEmpty()) {
            request = request.with("$filter", String.join(" and ", conditions));
        }
        List<Row> rows = engine.services().of(where).readPage(request).rows();
        List<UUID> ids = rows.stream().map(row -> records.id(where, row)).toList();
        int number = engine.scope(mapping.id());
        var coupled = engine.database().read(connection -> engine.couplings().find(connection, number, where, ids));
        List<Candidate> found = rows.stream()
                .map(row -> new Candidate(
                        records.id(where, row), records.label(where, row), coupled.containsKey(records.id(where, row))))
                .sorted(java.util.Comparator.comparing(
                        candidate -> search == null || !search.equalsIgnoreCase(candidate.name())))
                .toList();
        return new Listing<>(found, null);
    }

    private static Side side(String word) {
        return switch (word) {
            case "business-central" -> Side.BUSINESS_CENTRAL;
            case "dataverse" -> Side.DATAVERSE;
            default ->
                throw OperationException.invalid("side: expected business-central or dataverse, found '" + word + "'");
        };
    }
}
