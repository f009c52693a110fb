package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Records;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The coupled contacts of a company: those whose records belong to it on both sides, or on the one that is left. They lose
 * their coupling with it (sync-semantics.md §10).
 */
final class CompanyChildren {
    private static final String CUSTOMER = "customerId";
    private static final String COMPANY_CONTACT = "companyContactNumber";

    private final Engine engine;

    CompanyChildren(Engine engine) {
        this.engine = engine;
    }

    Collection<Coupling> of(TableMapping companies, TableMapping contacts, Coupling company, Set<Side> alive) {
        int scope = engine.scope(contacts.id());
        if (alive.isEmpty() || !engine.couplings().any(scope)) {
            return List.of();
        }
        if (!alive.contains(Side.DATAVERSE)) {
            return coupled(scope, Side.BUSINESS_CENTRAL, ofCustomer(companies, contacts, company));
        }
        Collection<Coupling> found = coupled(
                scope,
                Side.DATAVERSE,
                ids(contacts, Side.DATAVERSE, "_parentcustomerid_value eq " + company.dataverseId()));
        return alive.contains(Side.BUSINESS_CENTRAL) ? ofCustomer(contacts, company, found) : found;
    }

    private Collection<Coupling> coupled(int scope, Side side, Set<UUID> ids) {
        return engine.database()
                .read(connection -> engine.couplings().find(connection, scope, side, ids))
                .values();
    }

    /** Those of some contacts that belong to the customer in Business Central too. */
    private List<Coupling> ofCustomer(TableMapping contacts, Coupling company, Collection<Coupling> found) {
        Records records = new Records(contacts);
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Set<UUID> own = new HashSet<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        found.stream()
                                .map(Coupling::businessCentralId)
                                .map(UUID::toString)
                                .toList(),
                        Map.of("$select", key + "," + CUSTOMER))
                .rows()) {
            if (company.businessCentralId().toString().equals(row.get(CUSTOMER))) {
                own.add(records.id(Side.BUSINESS_CENTRAL, row));
            }
        }
        return found.stream()
                .filter(coupling -> own.contains(coupling.businessCentralId()))
                .toList();
    }

    /** A customer's contacts, asked by the number of its company contact: the customer itself is no column to filter by. */
    private Set<UUID> ofCustomer(TableMapping companies, TableMapping contacts, Coupling company) {
        Records records = new Records(companies);
        return engine.services()
                .businessCentral()
                .readOne(
                        records.path(Side.BUSINESS_CENTRAL, company.businessCentralId(), company.number()),
                        Map.of("$select", COMPANY_CONTACT))
                .map(row -> String.valueOf(row.get(COMPANY_CONTACT)))
                .filter(number -> !number.isBlank())
                .map(number ->
                        ids(contacts, Side.BUSINESS_CENTRAL, "companyNumber eq '" + number.replace("'", "''") + "'"))
                .orElse(Set.of());
    }

    private Set<UUID> ids(TableMapping contacts, Side side, String filter) {
        Records records = new Records(contacts);
        Set<UUID> ids = new HashSet<>();
        Pages pages = engine.services()
                .of(side)
                .read(ReadRequest.of(records.path(side))
                        .with("$select", records.keyColumn(side))
                        .with("$filter", filter));
        while (pages.hasNext()) {
            pages.next().rows().forEach(row -> ids.add(records.id(side, row)));
        }
        return ids;
    }
}
