package io.koppel.sync.rules;

import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.Records;
import io.koppel.sync.Rule;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In the team model an opportunity goes to Dataverse only if its contact is a person of a company that is a customer or vendor;
 * others are left out silently (table-mappings.md §8.5). The team model is told by the mapping's having no row for the owner.
 */
public final class OpportunityEligible implements Rule {
    private static final String CONTACT = "contactId";
    private final Engine engine;

    public OpportunityEligible(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "opportunity-eligible";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(CONTACT) : Set.of();
    }

    private static boolean applies(Batch batch) {
        return batch.pass().source() == Side.BUSINESS_CENTRAL
                && batch.pass().mapping().fields().stream()
                        .noneMatch(field -> field.enabled() && "ownerid".equals(field.dataverse()));
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        TableMapping contacts = Companies.of(engine, "contacts", "contact");
        if (!applies(batch) || contacts == null) {
            return;
        }
        Set<String> ids = new LinkedHashSet<>();
        for (Item item : items) {
            Object contact = item.source().get(CONTACT);
            if (!ContactCompanies.isNone(contact)) {
                ids.add(String.valueOf(contact));
            }
        }
        Records records = new Records(contacts);
        String key = records.keyColumn(Side.BUSINESS_CENTRAL);
        Set<String> found = new HashSet<>();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds(
                        records.path(Side.BUSINESS_CENTRAL),
                        key,
                        ids,
                        Map.of("$select", key + ",type,companyNumber,customerId,vendorId"))
                .rows()) {
            boolean person = "Person".equals(row.get("type"))
                    && !String.valueOf(row.get("companyNumber")).isBlank();
            boolean related =
                    !ContactCompanies.isNone(row.get("customerId")) || !ContactCompanies.isNone(row.get("vendorId"));
            if (person && related) {
                found.add(String.valueOf(row.get(key)));
            }
        }
        for (Item item : items) {
            if (!found.contains(String.valueOf(item.source().get(CONTACT)))) {
                item.decide(new Decision.Ignored("its contact is no person of a customer or vendor"));
            }
        }
    }
}
