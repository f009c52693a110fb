package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.coupling.FollowUps.FollowUp;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.FollowUpWork;
import io.koppel.sync.Item;
import io.koppel.sync.Records;
import io.koppel.sync.Rule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that was just created becomes the primary contact of a company that has none yet, on the side where it was
 * created, if that mapping's primary contact row goes that way (table-mappings.md §8.3). A company that has another primary
 * contact on the side where the contact came from keeps waiting for that one.
 */
public final class PrimaryContact implements Rule {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";
    private final Engine engine;
    private final ContactCompanies companies;

    public PrimaryContact(Engine engine) {
        this.engine = engine;
        this.companies = new ContactCompanies(engine);
    }

    @Override
    public String name() {
        return "primary-contact";
    }

    @Override
    public boolean needsFollowUp(Item item, Batch batch) {
        Object company = batch.pass().source() == Side.BUSINESS_CENTRAL
                ? item.source().get(ContactCompanies.COMPANY)
                : item.source().get(ContactCompany.PARENT);
        return item.isNew() && company != null && !company.equals(NONE);
    }

    @Override
    public void followUp(FollowUpWork work) {
        for (Direction direction : new Direction[] {Direction.TO_DATAVERSE, Direction.FROM_DATAVERSE}) {
            if (direction == work.runtime().direction()) {
                companies.of(work.runtime().mapping()).forEach(parents -> repair(work, direction, parents));
            }
        }
    }

    private void repair(FollowUpWork work, Direction direction, TableMapping parents) {
        Side side = direction.target();
        if (!writesPrimaryContact(parents, direction)) {
            return;
        }
        Map<UUID, UUID> parentOf = parents(work, side);
        Map<UUID, UUID> chosen = chosenOnTheOtherSide(parents, side, parentOf.values());
        Map<UUID, Map<String, @Nullable Object>> changes = new LinkedHashMap<>();
        for (FollowUp followUp : work.followUps()) {
            UUID contact = side == Side.DATAVERSE ? followUp.dataverseId() : followUp.businessCentralId();
            UUID parent = parentOf.get(contact);
            UUID contactThere = side == Side.DATAVERSE ? followUp.businessCentralId() : followUp.dataverseId();
            UUID choice = parent == null ? null : chosen.get(parent);
            boolean fits = choice == null || choice.equals(contactThere);
            if (parent != null && fits && coupled(parents, side, parent)) {
                changes.computeIfAbsent(parent, id -> change(side, contact));
            }
        }
        String column = side == Side.DATAVERSE ? "_primarycontactid_value" : "primaryContactId";
        new SideWrites(work).write(parents, side, changes, column, row -> empty(row.get(column)), name());
    }

    private static Map<String, @Nullable Object> change(Side side, UUID contact) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        if (side == Side.DATAVERSE) {
            change.put("primarycontactid@odata.bind", "/contacts(" + contact + ")");
        } else {
            change.put("primaryContactId", contact.toString());
        }
        return change;
    }

    /** Primary contacts that companies have on the side the contacts came from, by the company's id on the written side. */
    private Map<UUID, UUID> chosenOnTheOtherSide(TableMapping parents, Side written, Collection<UUID> companies) {
        Side other = written.other();
        Records records = new Records(parents);
        String column = other == Side.DATAVERSE ? "_primarycontactid_value" : "primaryContactId";
        Map<UUID, UUID> partners = new HashMap<>();
        int scope = engine.scope(parents.id());
        engine.database()
                .read(connection -> engine.couplings().partners(connection, scope, written, new HashSet<>(companies)))
                .forEach((company, partner) -> partners.put(partner, company));
        Map<UUID, UUID> chosen = new HashMap<>();
        for (Row row : engine.services()
                .of(other)
                .readByIds(
                        records.path(other),
                        records.keyColumn(other),
                        partners.keySet().stream().map(UUID::toString).toList(),
                        Map.of("$select", records.keyColumn(other) + "," + column))
                .rows()) {
            UUID company = partners.get(records.id(other, row));
            if (company != null && !empty(row.get(column))) {
                chosen.put(company, UUID.fromString(String.valueOf(row.get(column))));
            }
        }
        return chosen;
    }

    /** Parent company of each contact, as the side that was written has it. */
    private Map<UUID, UUID> parents(FollowUpWork work, Side side) {
        String column = side == Side.DATAVERSE ? ContactCompany.PARENT : ContactCompanies.COMPANY;
        String columns = side == Side.DATAVERSE ? column : column + "," + ContactCompanies.VENDOR;
        var records = work.runtime().records();
        Map<UUID, UUID> found = new HashMap<>();
        for (Row read : engine.services()
                .of(side)
                .readByIds(
                        records.path(side),
                        records.keyColumn(side),
                        work.followUps().stream()
                                .map(followUp -> (side == Side.DATAVERSE
                                                ? followUp.dataverseId()
                                                : followUp.businessCentralId())
                                        .toString())
                                .toList(),
                        Map.of("$select", records.keyColumn(side) + "," + columns))
                .rows()) {
            Row row = ContactCompanies.withVendor(side, read);
            if (!empty(row.get(column))) {
                found.put(records.id(side, row), UUID.fromString(String.valueOf(row.get(column))));
            }
        }
        return found;
    }

    private boolean coupled(TableMapping parents, Side side, UUID parent) {
        return engine.couplings()
                .find(engine.scope(parents.id()), side, parent)
                .filter(coupling -> !coupling.state().isPending())
                .map(Coupling::dataverseId)
                .isPresent();
    }

    private static boolean writesPrimaryContact(TableMapping parents, Direction direction) {
        return parents.fields(direction).stream().anyMatch(field -> "primarycontactid".equals(field.dataverse()));
    }

    private static boolean empty(@Nullable Object value) {
        return value == null || value.toString().isBlank() || value.equals(NONE);
    }
}
