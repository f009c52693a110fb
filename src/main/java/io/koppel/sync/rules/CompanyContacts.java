package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.coupling.Versions;
import io.koppel.mapping.Conversion;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Page;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Records;
import io.koppel.sync.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a new company means for its contacts (table-mappings.md §8.3). After an account was created from a customer, the
 * customer's contacts are looked at again: their mapping's watermark goes back to the customer's creation. After a customer
 * was created from an account, contacts of that account that are coupled already and have no company get it. A primary contact
 * that only Business Central knows stays.
 */
public final class CompanyContacts implements Rule {
    private static final String CREATED = "systemCreatedAt";
    private static final String COMPANY_CONTACT = "companyContactNumber";
    private static final String PRIMARY = "primaryContactId";
    private static final String PRIMARY_COLUMN = "_primarycontactid_value";
    private static final int BLOCK = 50;
    private final Engine engine;

    public CompanyContacts(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "company-contacts";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(CREATED, COMPANY_CONTACT) : Set.of();
    }

    @Override
    public Map<TableMapping, List<Coupling>> children(TableMapping mapping, Coupling pair, Set<Side> alive) {
        Map<TableMapping, List<Coupling>> children = new LinkedHashMap<>();
        for (TableMapping contacts : contactMappings(mapping.id())) {
            children.put(contacts, List.copyOf(new CompanyChildren(engine).of(mapping, contacts, pair, alive)));
        }
        return children;
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        // A full synchronization looks at all contacts after their companies anyway.
        return item.isNew()
                && !batch.pass().mode().everything()
                && !contactMappings(batch.pass().mapping().id()).isEmpty();
    }

    @Override
    public void followUp(FollowUpWork work) {
        for (TableMapping contacts : contactMappings(work.runtime().mapping().id())) {
            if (work.runtime().direction() == Direction.TO_DATAVERSE) {
                lookAgain(work, contacts);
            } else {
                giveCompany(work, contacts);
            }
        }
    }

    /**
     * A primary contact that Dataverse does not have says nothing where it cannot have it: as long as the one in Business
     * Central is not coupled, that one stays.
     */
    @Override
    public void complete(Item item, Batch batch) {
        Row target = item.target();
        if (batch.pass().target() != Side.BUSINESS_CENTRAL
                || target == null
                || !item.payload().containsKey(PRIMARY)
                || !ContactCompanies.isNone(item.payload().get(PRIMARY))
                || ContactCompanies.isNone(target.get(PRIMARY))
                || item.source().get(PRIMARY_COLUMN) != null) {
            return;
        }
        UUID contact = UUID.fromString(String.valueOf(target.get(PRIMARY)));
        boolean coupled = contactMappings(batch.pass().mapping().id()).stream().anyMatch(contacts -> engine.couplings()
                .find(engine.scope(contacts.id()), Side.BUSINESS_CENTRAL, contact)
                .isPresent());
        if (!coupled) {
            item.payload().remove(PRIMARY);
        }
    }

    /** Mappings whose records belong to a company of this mapping. */
    private List<TableMapping> contactMappings(String companies) {
        return engine.allMappings().stream()
                .filter(mapping -> mapping.fields().stream().anyMatch(field -> belongsTo(field, companies)))
                .toList();
    }

    private static boolean belongsTo(FieldMapping field, String companies) {
        return "parentcustomerid".equals(field.dataverse())
                && field.conversion() instanceof Conversion.CouplingOf coupling
                && coupling.mappings().contains(companies);
    }

    private void lookAgain(FollowUpWork work, TableMapping contacts) {
        Records records = work.runtime().records();
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        long earliest = Long.MAX_VALUE;
        List<String> companies = new ArrayList<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        ids(work, Side.BUSINESS_CENTRAL),
                        Map.of("$select", key + "," + CREATED + "," + COMPANY_CONTACT))
                .rows()) {
            long created = Records.milliseconds(row.get(CREATED));
            earliest = created == 0 ? earliest : Math.min(earliest, created);
            String company = row.text(COMPANY_CONTACT);
            if (company != null && !company.isBlank()) {
                companies.add(company);
            }
        }
        if (earliest == Long.MAX_VALUE) {
            return;
        }
        long back = earliest;
        int scope = engine.scope(contacts.id());
        List<UUID> persons = persons(contacts, companies);
        engine.database().inTransaction(connection -> {
            engine.watermarks().rewind(connection, scope, Side.BUSINESS_CENTRAL, back);
            // Contacts that were sent before their company are coupled and unchanged: without a known version they are
            // compared again, and their parent is filled in.
            List<Coupling> couplings = new ArrayList<>();
            engine.couplings()
                    .find(connection, scope, Side.BUSINESS_CENTRAL, persons)
                    .values()
                    .forEach(coupling -> {
                        if (!coupling.state().isPending()) {
                            couplings.add(coupling.inStep(
                                    new Versions(
                                            0,
                                            coupling.versions().dataverseStamp(),
                                            coupling.versions().dataverseVersion()),
                                    coupling.base()));
                        }
                    });
            engine.couplings().update(connection, scope, couplings);
            return true;
        });
    }

    /** Ids of the persons of some companies, asked by the companies' contact numbers, which every page can filter by. */
    private List<UUID> persons(TableMapping contacts, List<String> companies) {
        Records records = new Records(contacts);
        List<UUID> persons = new ArrayList<>();
        for (int at = 0; at < companies.size(); at += BLOCK) {
            String filter = companies.subList(at, Math.min(companies.size(), at + BLOCK)).stream()
                    .map(number -> "companyNumber eq '" + number.replace("'", "''") + "'")
                    .collect(Collectors.joining(" or "));
            var pages = engine.services()
                    .businessCentral()
                    .read(ReadRequest.of(records.path(Side.BUSINESS_CENTRAL))
                            .with("$select", records.keyColumn(Side.BUSINESS_CENTRAL))
                            .with("$filter", filter));
            while (pages.hasNext()) {
                pages.next().rows().forEach(row -> persons.add(records.id(Side.BUSINESS_CENTRAL, row)));
            }
        }
        return persons;
    }

    private void giveCompany(FollowUpWork work, TableMapping contacts) {
        String property = ContactCompanies.property(work.runtime().mapping());
        Map<UUID, UUID> customerOf = new HashMap<>();
        work.followUps().forEach(followUp -> customerOf.put(followUp.dataverseId(), followUp.businessCentralId()));
        Map<UUID, UUID> accountOf = accounts(contacts, customerOf.keySet());
        int scope = engine.scope(contacts.id());
        Map<UUID, Coupling> coupled = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, accountOf.keySet()));
        Map<UUID, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        coupled.forEach((contact, coupling) -> {
            UUID customer = customerOf.get(accountOf.get(contact));
            if (customer != null && !coupling.state().isPending()) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                change.put(property, customer.toString());
                changes.put(coupling.businessCentralId(), change);
            }
        });
        new SideWrites(work)
                .write(
                        contacts,
                        Side.BUSINESS_CENTRAL,
                        changes,
                        property,
                        row -> ContactCompanies.isNone(row.get(property)),
                        name());
    }

    /** Accounts of the contacts that belong to one of these. */
    private Map<UUID, UUID> accounts(TableMapping contacts, Set<UUID> accounts) {
        String key = contacts.dataverse().key();
        String values = accounts.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        Map<UUID, UUID> found = new HashMap<>();
        var pages = engine.services()
                .dataverse()
                .read(ReadRequest.of(contacts.dataverse().entitySet())
                        .with("$select", key + "," + ContactCompany.PARENT)
                        .with(
                                "$filter",
                                "Microsoft.Dynamics.CRM.In(PropertyName='parentcustomerid',PropertyValues=[" + values
                                        + "])"));
        while (pages.hasNext()) {
            Page page = pages.next();
            for (Row row : page.rows()) {
                found.put(
                        UUID.fromString(String.valueOf(row.get(key))),
                        UUID.fromString(String.valueOf(row.get(ContactCompany.PARENT))));
            }
        }
        return found;
    }

    private static List<String> ids(FollowUpWork work, Side side) {
        return work.followUps().stream()
                .map((FollowUp followUp) ->
                        side == Side.DATAVERSE ? followUp.dataverseId() : followUp.businessCentralId())
                .map(UUID::toString)
                .toList();
    }
}
