package io.koppel.sync.rules;

import io.koppel.coupling.Coupling;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Row;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.Item;
import io.koppel.sync.RecordRefused;
import io.koppel.sync.Rule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A new invoice whose order came from Sales, told by Your Reference, takes name, opportunity, order, price list, customer and
 * owner from there. If the sell-to customer was changed since, the invoice is not sent (sales-documents.md §4.2).
 */
public final class InvoiceOrder implements Rule {
    private static final String REFERENCE = "yourReference";
    private static final String CUSTOMER = "customerId";
    private static final String COLUMNS = "salesorderid,ordernumber,name,_opportunityid_value,_pricelevelid_value,"
            + "_customerid_value,_accountid_value,_ownerid_value,_owninguser_value";

    private final Engine engine;
    private final Map<Batch, Map<String, Row>> orders = new WeakHashMap<>();
    private final Map<Batch, Map<UUID, UUID>> customers = new WeakHashMap<>();

    public InvoiceOrder(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "invoice-order";
    }

    @Override
    public Set<String> columns(Side side) {
        return side == Side.BUSINESS_CENTRAL ? Set.of(REFERENCE, CUSTOMER, "customerNumber") : Set.of();
    }

    @Override
    public void prepare(Batch batch, List<Item> items) {
        Set<String> references = new LinkedHashSet<>();
        for (Item item : items) {
            String reference = item.source().text(REFERENCE);
            if (item.isNew() && reference != null && !reference.isBlank()) {
                references.add(reference);
            }
        }
        Map<String, Row> found = new HashMap<>();
        if (!references.isEmpty()) {
            for (Row row : LookupRows.in(
                    engine, "salesorders", "ordernumber", List.copyOf(references), "salesorderid ne null", COLUMNS)) {
                found.put(String.valueOf(row.get("ordernumber")), row);
            }
        }
        synchronized (orders) {
            orders.put(batch, found);
            customers.put(batch, found.isEmpty() ? Map.of() : coupled(found));
        }
    }

    /** Customers by the accounts of the orders. */
    private Map<UUID, UUID> coupled(Map<String, Row> found) {
        TableMapping mapping = Companies.customers(engine);
        if (mapping == null) {
            return Map.of();
        }
        Set<UUID> accounts = new LinkedHashSet<>();
        found.values().forEach(row -> {
            UUID account = account(row);
            if (account != null) {
                accounts.add(account);
            }
        });
        int scope = engine.scope(mapping.id());
        Map<UUID, UUID> partners = new HashMap<>();
        Map<UUID, Coupling> couplings = engine.database()
                .read(connection -> engine.couplings().find(connection, scope, Side.DATAVERSE, accounts));
        couplings.forEach((account, coupling) -> partners.put(account, coupling.businessCentralId()));
        return Map.copyOf(partners);
    }

    private static @Nullable UUID account(Row order) {
        String account = order.text("_accountid_value");
        return account == null ? null : UUID.fromString(account);
    }

    @Override
    public void complete(Item item, Batch batch) {
        String reference = item.source().text(REFERENCE);
        Row order;
        UUID customer;
        synchronized (orders) {
            order = reference == null
                    ? null
                    : orders.getOrDefault(batch, Map.of()).get(reference);
            UUID account = order == null ? null : account(order);
            customer = account == null
                    ? null
                    : customers.getOrDefault(batch, Map.of()).get(account);
        }
        if (!item.isNew() || order == null || batch.pass().target() != Side.DATAVERSE) {
            return;
        }
        if (customer != null && !customer.toString().equals(item.source().text(CUSTOMER))) {
            throw new RecordRefused(
                    ErrorClass.DATA,
                    CUSTOMER,
                    "the sell-to customer has changed since the order came from Sales: it is '"
                            + item.source().get("customerNumber") + "' now, and order " + reference
                            + " belongs to another account");
        }
        item.payload().put("name", order.get("name"));
        bind(item, order, "_opportunityid_value", "opportunityid", "opportunities");
        bind(item, order, "salesorderid", "salesorderid", "salesorders");
        bind(item, order, "_pricelevelid_value", "pricelevelid", "pricelevels");
        if (order.get("_accountid_value") != null) {
            bind(item, order, "_customerid_value", "customerid_account", "accounts");
        }
        boolean user = order.get("_owninguser_value") != null;
        bind(item, order, "_ownerid_value", "ownerid", user ? "systemusers" : "teams");
    }

    private static void bind(Item item, Row order, String column, String navigation, String set) {
        Object id = order.get(column);
        if (id != null) {
            item.payload().put(navigation + "@odata.bind", "/" + set + "(" + id + ")");
        }
    }
}
