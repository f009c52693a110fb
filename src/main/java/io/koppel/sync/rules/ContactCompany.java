package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Lookups;
import io.koppel.mapping.Lookups.Answer;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.ChangesQuery;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Pass;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person's company (table-mappings.md §8.3). To Dataverse: if the customer is not coupled the parent is left empty. From
 * Dataverse: an account that is not coupled is first synchronized, as far as its own mapping allows; an account outside that
 * mapping's filter leaves the contact without company; otherwise the record fails.
 */
public final class ContactCompany implements Rule {
    static final String PARENT = "_parentcustomerid_value";
    private final Engine engine;
    private final RelatedRecords related;
    private final Map<Batch, Set<String>> outside = new WeakHashMap<>();

    public ContactCompany(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
    }

    @Override
    public String name() {
        return "contact-company";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(PARENT) : Set.of("customerId");
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        if (batch.pass().source() != Side.DATAVERSE) {
            return;
        }
        TableMapping parents = parentMapping(batch.pass());
        if (parents == null) {
            return;
        }
        Set<UUID> ids = new HashSet<>();
        for (Item item : items) {
            Object parent = item.source().get(PARENT);
            if (parent != null) {
                ids.add(UUID.fromString(parent.toString()));
            }
        }
        int scope = engine.scope(parents.id());
        Map<UUID, Coupling> coupled =
                engine.database().read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, ids));
        ids.removeAll(coupled.keySet());
        if (ids.isEmpty()) {
            return;
        }
        Set<String> inFilter = inFilter(parents, ids);
        Set<String> out = ids.stream()
                .map(UUID::toString)
                .filter(id -> !inFilter.contains(id))
                .collect(Collectors.toCollection(HashSet::new));
        synchronized (outside) {
            outside.put(batch, out);
        }
        if (!inFilter.isEmpty() && !parents.onlyCoupled()) {
            related.synchronize(
                    parents, io.koppel.mapping.Direction.FROM_DATAVERSE, List.copyOf(inFilter), batch.pass());
        }
    }

    private Set<String> inFilter(TableMapping parents, Set<UUID> ids) {
        String key = parents.dataverse().key();
        String filter = ChangesQuery.dataverseFilter(parents, engine.company());
        String chosen = "Microsoft.Dynamics.CRM.In(PropertyName='" + key + "',PropertyValues=["
                + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",")) + "])";
        return engine
                .services()
                .dataverse()
                .readPage(ReadRequest.of(parents.dataverse().entitySet())
                        .with("$select", key)
                        .with("$filter", filter == null ? chosen : filter + " and " + chosen))
                .rows()
                .stream()
                .map(row -> String.valueOf(row.get(key)))
                .collect(Collectors.toSet());
    }

    private @Nullable TableMapping parentMapping(Pass pass) {
        for (FieldMapping field : pass.mapping().fields()) {
            if ("parentcustomerid".equals(field.dataverse())
                    && field.conversion() instanceof Conversion.CouplingOf coupling) {
                return engine.mappings().apply(coupling.mappings().get(0));
            }
        }
        return null;
    }

    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        boolean toDataverse = batch.pass().target() == Side.DATAVERSE;
        Object reference = item.source().get(toDataverse ? "customerId" : PARENT);
        String own = reference == null ? "" : reference.toString();
        return new Lookups() {
            @Override
            public Answer coupled(List<String> mappings, Side from, String reference, boolean byNumber) {
                Answer answer = inner.coupled(mappings, from, reference, byNumber);
                if (!(answer instanceof Answer.NotCoupled) || !reference.equals(own)) {
                    return answer;
                }
                return toDataverse ? new Answer.Blank() : parent(batch, mappings, reference);
            }

            @Override
            public Answer option(String mapping, Side from, String reference, boolean byNumber) {
                return inner.option(mapping, from, reference, byNumber);
            }

            @Override
            public Answer currency(String mapping, Side from, String reference, boolean byNumber) {
                return inner.currency(mapping, from, reference, byNumber);
            }
        };
    }

    private Answer parent(Batch batch, List<String> mappings, String account) {
        Set<String> out;
        synchronized (outside) {
            out = outside.getOrDefault(batch, Set.of());
        }
        if (out.contains(account)) {
            return new Answer.Blank();
        }
        UUID id = UUID.fromString(account);
        return engine.couplings()
                .find(engine.scope(mappings.get(0)), Side.DATAVERSE, id)
                .filter(coupling -> !coupling.state().isPending())
                .map(Coupling::businessCentralId)
                .or(() -> Optional.ofNullable(batch.pass().planned(mappings.get(0), id)))
                .<Answer>map(partner -> new Answer.Partner(partner.toString(), null))
                .orElseThrow(() -> new RecordRefused(
                        ErrorClass.DATA,
                        "customerId",
                        "the contact's company does not exist in Business Central: account " + account
                                + " is not coupled; couple it or run " + mappings.get(0) + " first"));
    }

    /** A contact without any company is not created in Business Central. */
    @Override
    public void complete(Item item, Batch batch) {
        if (item.isNew()
                && batch.pass().source() == Side.DATAVERSE
                && item.source().get(PARENT) == null) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    "customerId",
                    "the contact has no company; expected a parent account that is coupled to a customer");
        }
        Row target = item.target();
        if (target == null && !item.isNew()) {
            throw new IllegalStateException("a contact to be modified was not read");
        }
    }
}
