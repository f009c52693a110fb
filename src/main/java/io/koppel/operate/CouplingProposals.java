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
     * @param then what to synchronize after coupling, unless the person says otherwise
     * @param choices what may be said instead
     * @param createNew whether a new row in Dataverse may be created for it
     */
    public record Proposal(
            String mapping,
            UUID businessCentralId,
            @Nullable String number,
            @Nullable CouplingView coupling,
            String then,
            List<String> choices,
            boolean createNew) {}

    /** A record to pick. */
    public record Candidate(UUID id, @Nullable String name, boolean coupled) {}

    /**
     * Proposes: after the first coupling the mapping's direction, to Dataverse where there are two; after another one nothing.
     *
     * @param record a Business Central record by SystemId, number or name
     * @throws OperationException if there is none of that name inside the mapping
     */
    public Proposal of(String mappingId, String record) {
        TableMapping mapping = mappings.require(mappingId);
        RecordFinder.Found found = finder.find(mapping, Side.BUSINESS_CENTRAL, record);
        scope.ensureInside(mapping, Side.BUSINESS_CENTRAL, found);
        Optional<Coupling> coupling =
                engine.couplings().find(engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, found.id());
        List<String> choices = new ArrayList<>(List.of("none"));
        mapping.passes().stream().map(Direction::key).forEach(choices::add);
        return new Proposal(
                mapping.id(),
                found.id(),
                found.label(),
                coupling.map(row -> CouplingView.of(mapping.id(), row)).orElse(null),
                coupling.isPresent() ? "none" : mapping.passes().get(0).key(),
                choices,
                coupling.isEmpty() && mapping.direction().includes(Direction.TO_DATAVERSE));
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
