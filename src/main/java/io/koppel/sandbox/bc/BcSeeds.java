package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Author;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoProducts;
import io.koppel.sandbox.demo.DemoSales;
import io.koppel.sandbox.demo.SeedNames;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Fills the tables: the set-up, the demonstration company, any number of records. None of it enters the journal. */
final class BcSeeds {
    /** Records in a transaction, when there are many. */
    private static final int TOGETHER = 10_000;

    private final BcData data;

    BcSeeds(BcData data) {
        this.data = data;
    }

    /** What is always there: the company and its general ledger set-up. */
    void setUp() {
        within(session -> new BcSetupSeeds(session).load());
    }

    /** Changes the local currency of the company. */
    void localCurrency(String code) {
        within(session -> new BcSetupSeeds(session).localCurrency(code));
    }

    void load(DemoCompany demo) {
        within(session -> {
            new BcCodeSeeds(session).load(demo);
            BcPartnerSeeds partners = new BcPartnerSeeds(session);
            partners.load(demo);
            DemoProducts products = DemoProducts.cronus();
            DemoSales sales = DemoSales.cronus(demo, products);
            BcProductSeeds productSeeds = new BcProductSeeds(session);
            productSeeds.load(products);
            partners.persons("Vendor", products.persons());
            productSeeds.load(sales);
            new BcSalesSeeds(session).load(sales);
            new BcFleetSeeds(session).load();
        });
    }

    Set<String> seedable() {
        Set<String> kinds = new TreeSet<>(BcPartnerSeeds.KINDS);
        kinds.addAll(BcCodeSeeds.KINDS);
        kinds.addAll(BcProductSeeds.KINDS);
        kinds.addAll(BcSalesSeeds.KINDS);
        return kinds;
    }

    /** Makes that many records; customers bring their company contacts, contacts are persons of customers there are. */
    void seed(String what, int count, long seed) {
        SeedNames names = new SeedNames(seed);
        for (int from = 0; from < count; from += TOGETHER) {
            int first = from;
            within(session -> {
                IntConsumer next = seeds(session, what, names);
                for (int record = first; record < Math.min(count, first + TOGETHER); record++) {
                    next.accept(record);
                }
            });
        }
    }

    private static IntConsumer seeds(BcSession session, String what, SeedNames names) {
        if (BcProductSeeds.KINDS.contains(what)) {
            BcProductSeeds products = new BcProductSeeds(session);
            return record -> products.seed(what, names, record);
        } else if (BcSalesSeeds.KINDS.contains(what)) {
            BcSalesSeeds sales = new BcSalesSeeds(session);
            return record -> sales.seed(what, names, record);
        } else if (BcPartnerSeeds.KINDS.contains(what)) {
            BcPartnerSeeds partners = new BcPartnerSeeds(session);
            return record -> partners.seed(what, names, record);
        }
        BcCodeSeeds codes = new BcCodeSeeds(session);
        return record -> codes.seed(what, names, record);
    }

    private void within(Consumer<BcSession> work) {
        try (Transaction transaction = data.database().begin(Author.SETUP)) {
            work.accept(new BcSession(data, transaction));
            transaction.commit();
        }
    }
}
