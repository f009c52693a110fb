package io.koppel.sync.rules;

import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.RelatedRecords;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * The account of a new invoice is that of the sell-to customer (sales-documents.md §4.2). A customer that is not coupled is
 * synchronized first, as far as its own mapping allows; otherwise the invoice fails.
 */
public final class InvoiceCustomer implements Rule {
    private static final String CUSTOMER = "customerId";
    private static final String NUMBER = "customerNumber";
    private final Engine engine;
    private final RelatedRecords related;
    private final Map<Batch, Map<UUID, UUID>> accounts = new WeakHashMap<>();

    public InvoiceCustomer(Engine engine, RelatedRecords related) {
        this.engine = engine;
        this.related = related;
    }

    @Override
    public String name() {
        return "invoice-customer";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(CUSTOMER, NUMBER) : Set.of();
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        Set<UUID> customers = new LinkedHashSet<>();
        for (Item item : items) {
            Object customer = item.source().get(CUSTOMER);
            if (item.isNew() && !ContactCompanies.isNone(customer)) {
                customers.add(UUID.fromString(String.valueOf(customer)));
            }
        }
        Map<UUID, UUID> found = partners(customers);
        Set<UUID> missing = new LinkedHashSet<>(customers);
        missing.removeAll(found.keySet());
        TableMapping mapping = Companies.customers(engine);
        if (!missing.isEmpty() && mapping != null && !mapping.onlyCoupled()) {
            related.synchronize(
                    mapping,
                    Direction.TO_DATAVERSE,
                    missing.stream().map(UUID::toString).toList(),
                    batch.pass());
            found.putAll(partners(missing));
            for (UUID customer : missing) {
                UUID planned = batch.pass().planned(mapping.id(), customer);
                if (planned != null) {
                    found.put(customer, planned);
                }
            }
        }
        synchronized (accounts) {
            accounts.put(batch, found);
        }
    }

    private Map<UUID, UUID> partners(Set<UUID> customers) {
        TableMapping mapping = Companies.customers(engine);
        if (mapping == null || customers.isEmpty()) {
            return new HashMap<>();
        }
        int scope = engine.scope(mapping.id());
        return new HashMap<>(engine.database()
                .read(connection -> engine.couplings().partners(connection, scope, Side.BUSINESS_CENTRAL, customers)));
    }

    @Override
    public void complete(Item item, Batch batch) {
        boolean named = item.payload().containsKey("customerid_account@odata.bind");
        if (!item.isNew() || named || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        Object customer = item.source().get(CUSTOMER);
        UUID account;
        synchronized (accounts) {
            account = ContactCompanies.isNone(customer)
                    ? null
                    : accounts.getOrDefault(batch, Map.of()).get(UUID.fromString(String.valueOf(customer)));
        }
        if (account == null) {
            TableMapping mapping = Companies.customers(engine);
            throw new RecordRefused(
                    ErrorClass.DATA,
                    CUSTOMER,
                    "customer '" + item.source().get(NUMBER) + "' is not coupled; couple it or run "
                            + (mapping == null ? "the mapping of customers" : mapping.id()) + " first");
        }
        item.payload().put("customerid_account@odata.bind", "/accounts(" + account + ")");
    }
}
