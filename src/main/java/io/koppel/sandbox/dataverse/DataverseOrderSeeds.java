package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.Rows;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Submitted orders by the thousand, five lines each, of the customers' accounts and the active products that are there
 * (dataverse-web-api.md §10.5, §10.6).
 */
final class DataverseOrderSeeds {
    static final String KIND = "submittedOrders";

    private static final int LINES = 5;

    private final SeedNames names;
    private final List<UUID> accounts;
    private final List<UUID> products = new ArrayList<>();
    private final List<UUID> units = new ArrayList<>();
    private final UUID priceList;

    DataverseOrderSeeds(DataverseStore store, SeedNames names) {
        this.names = names;
        StoredTable account = store.table("account");
        this.accounts = ids(
                account,
                row -> Objects.equals(account.value(row, "customertypecode"), 3L)
                        && Objects.equals(account.value(row, "statecode"), 0L));
        StoredTable product = store.table("product");
        for (UUID id : ids(product, row -> Objects.equals(product.value(row, "statecode"), 0L))) {
            Row row = Objects.requireNonNull(product.rows().find(id));
            if (product.value(row, "defaultuomid") instanceof UUID unit) {
                products.add(id);
                units.add(unit);
            }
        }
        if (accounts.isEmpty() || products.isEmpty()) {
            throw new IllegalArgumentException(
                    KIND + ": make accounts of customers and active products first, for example by a synchronization");
        }
        this.priceList = priceList(store);
    }

    private static List<UUID> ids(StoredTable table, Predicate<Row> wanted) {
        List<UUID> ids = new ArrayList<>();
        Iterator<Row> rows = Rows.byId(table.rows(), null, false);
        while (rows.hasNext()) {
            Row row = rows.next();
            if (wanted.test(row)) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    private UUID priceList(DataverseStore store) {
        UUID id = names.id("pricelevel", 0);
        if (store.table("pricelevel").rows().find(id) == null) {
            try (Transaction transaction = store.database().begin(DataverseService.setupAuthor())) {
                new SetupRows(store, transaction)
                        .of("pricelevel", id)
                        .set("name", "Prices of seeded orders")
                        .set("statuscode", 100_001L)
                        .money()
                        .insert();
                transaction.commit();
            }
        }
        return id;
    }

    void make(SetupRows rows, int record) {
        UUID order = names.id("salesorder", record);
        UUID account = names.of(accounts, record, 60);
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 1; line <= LINES; line++) {
            total = total.add(line(rows, order, record, line));
        }
        rows.of("salesorder", order)
                .set("ordernumber", String.format(Locale.ROOT, "ORD-S%07d", record + 1))
                .set("name", "Order " + (record + 1))
                .set("_customerid_value", account)
                .set("_accountid_value", account)
                .set("_pricelevelid_value", priceList)
                .set("statecode", 1L)
                .set("statuscode", 3L)
                .set("totallineitemamount", total)
                .set("totalamountlessfreight", total)
                .set("totalamount", total)
                .money()
                .ownedBy(Caller.PERSON.dataverseUser())
                .insert();
    }

    /** One line; answers its amount. */
    private BigDecimal line(SetupRows rows, UUID order, int record, int line) {
        int product = names.pick(record * LINES + line, 61, products.size());
        BigDecimal quantity = BigDecimal.valueOf(1 + names.pick(record, 62 + line, 20));
        BigDecimal price = BigDecimal.valueOf(100 + names.pick(record, 72 + line, 50_000), 2);
        BigDecimal amount = quantity.multiply(price).setScale(Values.MONEY_SCALE);
        rows.of("salesorderdetail", names.id("salesorderdetail", record * LINES + line))
                .set("_salesorderid_value", order)
                .set("_productid_value", products.get(product))
                .set("_uomid_value", units.get(product))
                .set("sequencenumber", (long) line)
                .set("lineitemnumber", (long) line)
                .set("isproductoverridden", false)
                .set("ispriceoverridden", true)
                .set("quantity", quantity)
                .set("priceperunit", price.setScale(Values.MONEY_SCALE))
                .set("baseamount", amount)
                .set("extendedamount", amount)
                .money()
                .insert();
        return amount;
    }
}
