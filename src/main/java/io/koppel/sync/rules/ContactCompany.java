package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Direction;
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

/**
 * A person's company, a customer or a vendor (table-mappings.md §8.3). To Dataverse: if it is not coupled the parent is left empty. From
 * Dataverse: an account that is not coupled is first synchronized, as far as its own mapping allows; an account outside that
 * mapping's filter leaves the contact without company; otherwise the record fails.
 */
public final class ContactCompany implements Rule {
    static final String PARENT = "_parentcustomerid_value";
    private final Engine engine;
    private final RelatedRecords related;
    private final ContactCompanies companies;
    private final Map<Batch, Set<String>> outside = new WeakHashMap<>();

    public ContactCompany(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
        this.companies = new ContactCompanies(engine);
    }

    @Override
    public String name() {
        return "contact-company";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.DATAVERSE ? Set.of(PARENT) : Set.of(ContactCompanies.COMPANY, ContactCompanies.VENDOR);
    }

    @Override
    public Row asShown(Side side, Row row) {
        return ContactCompanies.withVendor(side, row);
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        if (batch.pass().source() != Side.DATAVERSE) {
            return;
        }
        Set<UUID> ids = new HashSet<>();
        for (Item item : items) {
            Object parent = item.source().get(PARENT);
            if (parent != null) {
                ids.add(UUID.fromString(parent.toString()));
            }
        }
        List<TableMapping> parents = companies.of(batch.pass().mapping());
        for (TableMapping mapping : parents) {
            int scope = engine.scope(mapping.id());
            ids.removeAll(engine.database()
                    .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, ids))
                    .keySet());
        }
        Set<String> out = ids.stream().map(UUID::toString).collect(Collectors.toCollection(HashSet::new));
        for (TableMapping mapping : parents) {
            Set<String> inFilter = out.isEmpty() ? Set.of() : inFilter(mapping, out);
            out.removeAll(inFilter);
            if (!inFilter.isEmpty() && !mapping.onlyCoupled()) {
                related.synchronize(mapping, Direction.FROM_DATAVERSE, List.copyOf(inFilter), batch.pass());
            }
        }
        synchronized (outside) {
            outside.put(batch, out);
        }
    }

    private Set<String> inFilter(TableMapping parents, Set<String> ids) {
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

    @Override
    public Lookups lookups(Batch batch, Item item, Lookups inner) {
        boolean toDataverse = batch.pass().target() == Side.DATAVERSE;
        Object reference = item.source().get(toDataverse ? ContactCompanies.COMPANY : PARENT);
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
        for (String mapping : mappings) {
            Optional<UUID> company = engine.couplings()
                    .find(engine.scope(mapping), Side.DATAVERSE, id)
                    .filter(coupling -> !coupling.state().isPending())
                    .map(Coupling::businessCentralId)
                    .or(() -> Optional.ofNullable(batch.pass().planned(mapping, id)));
            if (company.isPresent()) {
                return new Answer.Partner(company.get().toString(), null);
            }
        }
        throw new RecordRefused(
                ErrorClass.DATA,
                ContactCompanies.COMPANY,
                "the contact's company does not exist in Business Central: account " + account
                        + " is not coupled; couple it or run " + String.join(" or ", mappings) + " first");
    }

    /** A contact without any company is not created in Business Central. */
    @Override
    public void complete(Item item, Batch batch) {
        if (item.isNew()
                && batch.pass().source() == Side.DATAVERSE
                && item.source().get(PARENT) == null) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    ContactCompanies.COMPANY,
                    "the contact has no company; expected a parent account that is coupled to a customer or vendor");
        }
        Row target = item.target();
        if (target == null && !item.isNew()) {
            throw new IllegalStateException("a contact to be modified was not read");
        }
        Object company = item.payload().get(ContactCompanies.COMPANY);
        if (batch.pass().source() == Side.DATAVERSE && !ContactCompanies.isNone(company)) {
            asVendor(batch.pass(), item, String.valueOf(company));
        }
    }

    /** A company that is a vendor is written where Business Central takes it. */
    private void asVendor(Pass pass, Item item, String company) {
        UUID id = UUID.fromString(company);
        for (TableMapping mapping : companies.of(pass.mapping())) {
            if (engine.couplings()
                    .find(engine.scope(mapping.id()), Side.BUSINESS_CENTRAL, id)
                    .isPresent()) {
                item.payload().remove(ContactCompanies.COMPANY);
                item.payload().put(ContactCompanies.property(mapping), company);
                return;
            }
        }
    }
}
