package io.koppel.sandbox.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the demonstration company sells at which prices, hopes to sell, and has sold (design.md §9). */
public record DemoSales(List<PriceList> priceLists, List<Opportunity> opportunities, List<Invoice> invoices) {
    /**
     * A price list of the extended prices, and the price group of the classic ones that says the same.
     *
     * @param currency "" for the local one
     * @param group the code of the price group, "" where there is none
     */
    public record PriceList(
            String code, String name, String group, String currency, boolean active, List<Price> prices) {}

    /** @param resource whether the number is that of a resource */
    public record Price(String number, boolean resource, BigDecimal price) {}

    /**
     * @param person the e-mail address of the contact; for opportunities of Sales alone, the account's name
     * @param steps values at each step of its sales cycle, in order; none before it has started
     * @param end {@code Won}, {@code Lost}, or "" while it runs
     */
    public record Opportunity(
            String number, String name, String person, List<BigDecimal> steps, LocalDate closing, String end) {}

    /** @param paid what has been paid of it, in hundredths; -1 where it was cancelled */
    public record Invoice(String customer, LocalDate date, BigDecimal discount, List<Line> lines, int paid) {}

    /** @param type {@code Item}, {@code Resource}, {@code Account} or {@code Comment} */
    public record Line(String type, String number, String text, String unit, BigDecimal quantity, BigDecimal price) {}

    private static final List<String> PROJECTS = List.of(
            "Neuausstattung Empfang",
            "Konferenzräume 2. OG",
            "Umzug Vertrieb",
            "Ergonomische Stühle",
            "Kantine und Lounge",
            "Rahmenvertrag Büromaterial",
            "Beleuchtung Großraumbüro",
            "Homeoffice-Pakete");

    private static final int OPPORTUNITIES = 26;
    private static final int INVOICES = 40;

    /** Those of the demonstration company; always the same. */
    public static DemoSales cronus(DemoCompany company, DemoProducts products) {
        List<DemoProducts.Product> items =
                products.items().stream().filter(item -> !item.blocked()).toList();
        List<DemoProducts.Product> resources = products.resources().stream()
                .filter(resource -> !resource.blocked())
                .toList();
        List<DemoCompany.Customer> customers = company.customers().stream()
                .filter(customer -> customer.blocked().isEmpty())
                .toList();
        return new DemoSales(
                priceLists(items, resources), opportunities(company, customers), invoices(customers, items, resources));
    }

    private static List<PriceList> priceLists(List<DemoProducts.Product> items, List<DemoProducts.Product> resources) {
        return List.of(
                new PriceList("S00001", "Fachhandel", "SHOPS", "", true, prices(items, resources, 2, "0.85")),
                new PriceList("S00002", "US dealers", "US-TRADE", "USD", true, prices(items, resources, 3, "0.98")),
                new PriceList("S00003", "UK dealers", "UK-TRADE", "GBP", true, prices(items, resources, 4, "0.79")),
                new PriceList("S00004", "Frühjahr 2027", "", "", false, prices(items, resources, 9, "0.9")));
    }

    private static List<Price> prices(
            List<DemoProducts.Product> items, List<DemoProducts.Product> resources, int each, String factor) {
        List<Price> prices = new ArrayList<>();
        for (int i = 0; i < items.size(); i += each) {
            prices.add(
                    new Price(items.get(i).number(), false, times(items.get(i).price(), factor)));
        }
        for (int i = 0; i < resources.size(); i += each) {
            prices.add(new Price(
                    resources.get(i).number(), true, times(resources.get(i).price(), factor)));
        }
        return List.copyOf(prices);
    }

    private static BigDecimal times(BigDecimal price, String factor) {
        return price.multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_UP);
    }

    private static List<Opportunity> opportunities(DemoCompany company, List<DemoCompany.Customer> customers) {
        List<Opportunity> opportunities = new ArrayList<>();
        for (int i = 0; i < OPPORTUNITIES; i++) {
            DemoCompany.Customer customer = customers.get((i * 5) % customers.size());
            String person = company.persons().stream()
                    .filter(one -> one.customer().equals(customer.number()))
                    .findFirst()
                    .map(DemoCompany.Person::email)
                    .orElseThrow();
            List<BigDecimal> steps = new ArrayList<>();
            for (int step = 0; step < i % 4; step++) {
                steps.add(BigDecimal.valueOf(2_500L * (1 + i % 7) + 400L * step));
            }
            String end = i % 13 == 11 ? "Won" : i % 13 == 7 ? "Lost" : "";
            opportunities.add(new Opportunity(
                    "OP1" + String.format(java.util.Locale.ROOT, "%04d", i * 10),
                    PROJECTS.get(i % PROJECTS.size()) + " " + customer.address().city(),
                    person,
                    List.copyOf(steps),
                    LocalDate.of(2026, 12, 1).plusDays(i * 9L),
                    end));
        }
        for (DemoCompany.Account account : company.accounts()) {
            if (!account.alsoCustomer() && account.active() && opportunities.size() < OPPORTUNITIES + 4) {
                opportunities.add(new Opportunity(
                        "",
                        "Erstausstattung " + account.name(),
                        account.name(),
                        List.of(BigDecimal.valueOf(9_000L + opportunities.size() * 500L)),
                        LocalDate.of(2027, 2, 1).plusDays(opportunities.size()),
                        ""));
            }
        }
        return List.copyOf(opportunities);
    }

    private static List<Invoice> invoices(
            List<DemoCompany.Customer> customers,
            List<DemoProducts.Product> items,
            List<DemoProducts.Product> resources) {
        List<Invoice> invoices = new ArrayList<>();
        for (int i = 0; i < INVOICES; i++) {
            List<Line> lines = new ArrayList<>();
            for (int line = 0; line <= i % 4; line++) {
                DemoProducts.Product item = items.get((i * 7 + line * 13) % items.size());
                lines.add(item(item, i + line));
            }
            if (i % 3 == 0) {
                DemoProducts.Product resource = resources.get(i % resources.size());
                lines.add(new Line(
                        "Resource", resource.number(), "", "", BigDecimal.valueOf(2 + i % 6), resource.price()));
            }
            if (i % 4 == 1) {
                lines.add(
                        new Line("Comment", "", "Lieferung bitte über den Hof", "", BigDecimal.ZERO, BigDecimal.ZERO));
            }
            if (i % 5 == 2) {
                lines.add(new Line("Account", "40450", "Frachtkosten", "", BigDecimal.ONE, new BigDecimal("39.9")));
            }
            BigDecimal discount = i % 8 == 3 ? BigDecimal.TEN : BigDecimal.ZERO;
            int paid = i == 31 ? -1 : i % 3 == 1 ? 100 : i % 7 == 5 ? 40 : 0;
            invoices.add(new Invoice(
                    customers.get((i * 3) % customers.size()).number(),
                    LocalDate.of(2026, 9, 1).plusDays(i * 2L),
                    discount,
                    List.copyOf(lines),
                    paid));
        }
        return List.copyOf(invoices);
    }

    private static Line item(DemoProducts.Product item, int turn) {
        boolean box = item.units().containsKey("BOX") && turn % 2 == 0;
        BigDecimal price = box ? item.price().multiply(item.units().get("BOX")) : item.price();
        return new Line("Item", item.number(), "", box ? "BOX" : "", BigDecimal.valueOf(1 + turn % 9), price);
    }
}
