package io.koppel.sales.source;

import io.koppel.coupling.Coupling;
import io.koppel.odata.Row;
import io.koppel.sales.document.DocumentRefused;
import io.koppel.sync.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sell-to customers of a batch of documents: an account of type Customer, or the account a contact belongs to, coupled to
 * a customer (sales-documents.md §1.4 row 2).
 */
final class Customers {
    private static final int CUSTOMER = 3;

    private final Map<UUID, Row> accounts = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Map<UUID, Coupling> coupled;
    private final Map<UUID, String> taxGroups = new HashMap<>();
    private final Engine engine;

    Customers(Engine engine, SalesKnowledge knowledge, Collection<UUID> customers) {
        this.engine = engine;
        readAccounts(customers);
        Set<UUID> contacts = new LinkedHashSet<>(customers);
        contacts.removeAll(accounts.keySet());
        if (!contacts.isEmpty()) {
            for (Row row : read("contacts", "contactid", contacts, "_parentcustomerid_value")) {
                UUID parent = Columns.idOrNull(row, "_parentcustomerid_value");
                if (parent != null) {
                    parents.put(Columns.id(row, "contactid"), parent);
                }
            }
            readAccounts(parents.values());
        }
        this.coupled = knowledge.coupled("customers", "account", List.copyOf(accounts.keySet()));
    }

    private void readAccounts(Collection<UUID> ids) {
        for (Row row : read("accounts", "accountid", ids, "name,customertypecode")) {
            accounts.put(Columns.id(row, "accountid"), row);
        }
    }

    private List<Row> read(String set, String key, Collection<UUID> ids, String columns) {
        return ids.isEmpty()
                ? List.of()
                : engine.services()
                        .dataverse()
                        .readByIds(
                                set,
                                key,
                                ids.stream().map(UUID::toString).distinct().toList(),
                                Map.of("$select", key + "," + columns))
                        .rows();
    }

    /**
     * SystemId of the customer of a document.
     *
     * @throws DocumentRefused if there is none
     */
    UUID of(@Nullable UUID customer) {
        if (customer == null) {
            throw new DocumentRefused(
                    "customerid", "it has no customer; choose an account that is coupled to a customer");
        }
        UUID account = accounts.containsKey(customer) ? customer : parents.get(customer);
        Row row = account == null ? null : accounts.get(account);
        if (account == null || row == null) {
            throw new DocumentRefused(
                    "customerid", "its customer is neither an account nor a contact that belongs to an account");
        }
        String name = Columns.text(row, "name");
        if (Columns.number(row, "customertypecode") != CUSTOMER) {
            throw new DocumentRefused(
                    "customerid", "account '" + name + "' must be of type Customer; change its relationship type");
        }
        Coupling coupling = coupled.get(account);
        if (coupling == null) {
            throw new DocumentRefused(
                    "customerid",
                    "account '" + name + "' is not coupled to a customer; couple it or run CUSTOMER first");
        }
        return coupling.businessCentralId();
    }

    /** Reads the VAT business groups of the coupled customers, which decide what a price that contains VAT means. */
    void readTaxGroups() {
        List<String> ids = coupled.values().stream()
                .map(coupling -> coupling.businessCentralId().toString())
                .toList();
        for (Row row : engine.services()
                .businessCentral()
                .readByIds("customers", "systemId", ids, Map.of("$select", "systemId,taxBusinessGroup"))
                .rows()) {
            taxGroups.put(Columns.id(row, "systemId"), Columns.text(row, "taxBusinessGroup"));
        }
    }

    /** VAT business group of a customer, blank where it was not read. */
    String taxGroup(UUID customer) {
        return taxGroups.getOrDefault(customer, "");
    }
}
