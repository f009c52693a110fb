package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Author;
import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCodes;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoProducts;
import io.koppel.sandbox.demo.DemoSales;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Fills the tables: the set-up, the demonstration company, any number of records. None of it enters the journal. */
final class BcSeeds {
    private static final LocalDate RATES_FROM = LocalDate.of(2026, 1, 1);

    private final BcData data;

    BcSeeds(BcData data) {
        this.data = data;
    }

    /** What is always there: the company and its general ledger set-up. */
    void setUp() {
        try (Transaction transaction = data.database().begin(Author.SETUP)) {
            BcSession session = new BcSession(data, transaction);
            RowDraft company = draft("Company", BusinessCentralService.COMPANY_ID)
                    .set("Name", DemoCompany.NAME)
                    .set("Display Name", DemoCompany.DISPLAY_NAME);
            session.insert(data.table("Company"), company, false);
            RowDraft setup = draft("General Ledger Setup", DemoCompany.id("generalLedgerSetup", ""))
                    .set("LCY Code", DemoCompany.LOCAL_CURRENCY)
                    .set("Local Currency Symbol", "€")
                    .set("Local Currency Description", "Euro");
            session.insert(data.table("General Ledger Setup"), setup, false);
            RowDraft sales = draft("Sales & Receivables Setup", DemoCompany.id("salesSetup", ""))
                    .set("Write-in Product Type", "Item")
                    .set("Archive Quotes", "Always");
            session.insert(data.table("Sales & Receivables Setup"), sales, false);
            for (String business : VatRates.BUSINESS_GROUPS) {
                for (String product : VatRates.PRODUCT_GROUPS) {
                    RowDraft tax = draft("VAT Posting Setup", DemoCompany.id("taxPostingSetup", business + product))
                            .set("VAT Bus. Posting Group", business)
                            .set("VAT Prod. Posting Group", product)
                            .set("VAT %", VatRates.rate(business, product));
                    session.insert(data.table("VAT Posting Setup"), tax, false);
                }
            }
            DimensionRules.BEGINNING.forEach((code, values) -> dimension(session, code, values));
            transaction.commit();
        }
    }

    private void dimension(BcSession session, String code, List<String> values) {
        session.insert(
                data.table("Dimension"),
                draft("Dimension", DemoCompany.id("dimension", code))
                        .set("Code", code)
                        .set("Name", code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT)),
                false);
        for (String value : values) {
            session.insert(
                    data.table("Dimension Value"),
                    draft("Dimension Value", DemoCompany.id("dimensionValue", code + " " + value))
                            .set("Dimension Code", code)
                            .set("Code", value)
                            .set("Name", value.charAt(0) + value.substring(1).toLowerCase(Locale.ROOT)),
                    false);
        }
    }

    /** Changes the local currency of the company. */
    void localCurrency(String code) {
        try (Transaction transaction = data.database().begin(Author.SETUP)) {
            BcTable table = data.table("General Ledger Setup");
            Row setup = table.rows().rows().iterator().next();
            RowDraft edited = setup.edit(table.rows().schema()).set("LCY Code", code);
            new BcSession(data, transaction).modify(table, setup, edited, false);
            transaction.commit();
        }
    }

    void load(DemoCompany demo) {
        try (Transaction transaction = data.database().begin(Author.SETUP)) {
            BcSession session = new BcSession(data, transaction);
            demo.currencies().forEach(currency -> currency(session, currency));
            demo.salespeople().forEach(salesperson -> salesperson(session, salesperson));
            demo.paymentTerms().forEach(code -> code(session, "Payment Terms", "Description", code));
            demo.shipmentMethods().forEach(code -> code(session, "Shipment Method", "Description", code));
            demo.shippingAgents().forEach(code -> code(session, "Shipping Agent", "Name", code));
            demo.customers().forEach(customer -> customer(session, customer));
            for (DemoCompany.Person person : demo.persons()) {
                person(session, "Customer", person);
            }
            DemoProducts products = DemoProducts.cronus();
            DemoSales sales = DemoSales.cronus(demo, products);
            BcProductSeeds productSeeds = new BcProductSeeds(session);
            productSeeds.load(products);
            products.persons().forEach(person -> person(session, "Vendor", person));
            productSeeds.load(sales);
            new BcSalesSeeds(session).load(sales);
            new BcFleetSeeds(session).load();
            transaction.commit();
        }
    }

    private RowDraft draft(String table, UUID id) {
        return RowDraft.create(data.table(table).rows().schema(), id);
    }

    private void currency(BcSession session, DemoCompany.Currency currency) {
        RowDraft row = draft("Currency", DemoCompany.id("currency", currency.code()))
                .set("Code", currency.code())
                .set("Description", currency.name())
                .set("ISO Code", currency.code())
                .set("Symbol", currency.symbol())
                .set("Amount Decimal Places", "2:2")
                .set("Amount Rounding Precision", new BigDecimal("0.01"));
        session.insert(data.table("Currency"), row, false);
        RowDraft rate = draft("Currency Exchange Rate", DemoCompany.id("rate", currency.code()))
                .set("Currency Code", currency.code())
                .set("Starting Date", RATES_FROM)
                .set("Exchange Rate Amount", currency.perLocal())
                .set("Relational Exch. Rate Amount", BigDecimal.ONE)
                .set("Adjustment Exch. Rate Amount", currency.perLocal())
                .set("Relational Adjmt Exch Rate Amt", BigDecimal.ONE);
        session.insert(data.table("Currency Exchange Rate"), rate, false);
    }

    private void salesperson(BcSession session, DemoCompany.Salesperson salesperson) {
        RowDraft row = draft("Salesperson/Purchaser", DemoCompany.id("salesperson", salesperson.code()))
                .set("Code", salesperson.code())
                .set("Name", salesperson.name())
                .set("E-Mail", salesperson.email())
                .set("Phone No.", salesperson.phone())
                .set("Job Title", salesperson.jobTitle());
        session.insert(data.table("Salesperson/Purchaser"), row, false);
    }

    private void code(BcSession session, String table, String description, DemoCompany.Code code) {
        RowDraft row = draft(table, DemoCompany.id(table, code.code()))
                .set("Code", code.code())
                .set(description, code.description());
        session.insert(data.table(table), row, false);
    }

    private void customer(BcSession session, DemoCompany.Customer customer) {
        RowDraft row = draft("Customer", DemoCompany.id("customer", customer.number()))
                .set("No.", customer.number())
                .set("Contact Type", "Company")
                .set("Phone No.", customer.phone())
                .set("E-Mail", customer.email())
                .set("Home Page", customer.website())
                .set("Currency Code", customer.currency())
                .set("Payment Terms Code", customer.paymentTerms())
                .set("Shipment Method Code", customer.shipmentMethod())
                .set("Shipping Agent Code", customer.shippingAgent())
                .set("Salesperson Code", customer.salesperson())
                .set("Credit Limit (LCY)", customer.creditLimit().signum() == 0 ? null : customer.creditLimit())
                .set("Blocked", customer.blocked());
        named(session, row, "Customer", customer.name());
        address(row, customer.address());
        session.insert(data.table("Customer"), row, false);
    }

    private static void named(BcSession session, RowDraft row, String table, String name) {
        row.set("Name", name);
        TableRules.of(session.data().table(table)).validate(session, row, "Name");
    }

    private static void address(RowDraft row, DemoCompany.Address address) {
        row.set("Address", address.line1()).set("Address 2", address.line2()).set("Post Code", address.postCode());
        row.set("City", address.city()).set("Country/Region Code", address.country());
    }

    /** A person at a customer or vendor, who becomes the primary contact where there is none yet. */
    private void person(BcSession session, String partners, DemoCompany.Person person) {
        BcTable table = data.table(partners);
        Row partner = data.byKey(partners, person.customer());
        if (partner == null) {
            return;
        }
        boolean customer = partners.equals("Customer");
        RowDraft row = draft("Contact", DemoCompany.id("person", person.email()))
                .set("Type", "Person")
                .set("First Name", person.firstName())
                .set("Surname", person.lastName())
                .set("Company No.", table.text(partner, "Company Contact No."))
                .set("Phone No.", person.phone())
                .set("E-Mail", person.email())
                .set("Salesperson Code", customer ? table.text(partner, "Salesperson Code") : null);
        TableRules rules = TableRules.of(data.table("Contact"));
        rules.validate(session, row, "Surname");
        rules.validate(session, row, "Company No.");
        Row stored = session.insert(data.table("Contact"), row, false);
        if (!partner.has(table.column("Primary Contact No."))) {
            RowDraft main = partner.edit(table.rows().schema())
                    .set("Primary Contact No.", data.table("Contact").text(stored, "No."))
                    .set("Contact", data.table("Contact").text(stored, "Name"));
            session.modify(table, partner, main, false);
        }
    }

    Set<String> seedable() {
        Set<String> kinds = new TreeSet<>(Set.of(
                "customers",
                "contacts",
                "salespeople",
                "currencies",
                "paymentTerms",
                "shipmentMethods",
                "shippingAgents"));
        kinds.addAll(BcProductSeeds.KINDS);
        kinds.addAll(BcSalesSeeds.KINDS);
        return kinds;
    }

    /** Makes that many records; customers bring their company contacts, contacts are persons of customers there are. */
    void seed(String what, int count, long seed) {
        SeedNames names = new SeedNames(seed);
        for (int from = 0; from < count; from += 10_000) {
            try (Transaction transaction = data.database().begin(Author.SETUP)) {
                BcSession session = new BcSession(data, transaction);
                BcProductSeeds products = new BcProductSeeds(session);
                BcSalesSeeds sales = new BcSalesSeeds(session);
                for (int record = from; record < Math.min(count, from + 10_000); record++) {
                    if (BcProductSeeds.KINDS.contains(what)) {
                        products.seed(what, names, record);
                    } else if (BcSalesSeeds.KINDS.contains(what)) {
                        sales.seed(what, names, record);
                    } else {
                        seed(session, names, what, record);
                    }
                }
                transaction.commit();
            }
        }
    }

    private void seed(BcSession session, SeedNames names, String what, int record) {
        switch (what) {
            case "customers" -> seedCustomer(session, names, record);
            case "contacts" -> seedContact(session, names, record);
            case "salespeople" ->
                salesperson(
                        session,
                        new DemoCompany.Salesperson(
                                "SP" + record,
                                names.firstName(record) + " " + names.lastName(record),
                                names.email("salesperson", record),
                                names.phone(record),
                                "Account Manager"));
            case "currencies" -> {
                if (record < DemoCodes.CURRENCIES.size()) {
                    currency(session, DemoCodes.CURRENCIES.get(record));
                }
            }
            case "paymentTerms" -> code(session, "Payment Terms", "Description", seedCode("PT", record));
            case "shipmentMethods" -> code(session, "Shipment Method", "Description", seedCode("SM", record));
            default -> code(session, "Shipping Agent", "Name", seedCode("SA", record));
        }
    }

    private static DemoCompany.Code seedCode(String prefix, int record) {
        return new DemoCompany.Code(prefix + record, "Code " + prefix + " " + record);
    }

    private void seedCustomer(BcSession session, SeedNames names, int record) {
        String number = String.format(java.util.Locale.ROOT, "S%07d", record + 1);
        RowDraft row = draft("Customer", names.id("customer", record))
                .set("No.", number)
                .set("Contact Type", "Company")
                .set("Phone No.", names.phone(record))
                .set("E-Mail", names.email("customer", record))
                .set("Home Page", "https://customer" + record + ".example");
        named(session, row, "Customer", names.company(record));
        address(row, names.address(record));
        row.set("Salesperson Code", someCode(names, "Salesperson/Purchaser", record, 11));
        row.set("Payment Terms Code", someCode(names, "Payment Terms", record, 12));
        row.set("Shipment Method Code", someCode(names, "Shipment Method", record, 13));
        row.set("Shipping Agent Code", someCode(names, "Shipping Agent", record, 14));
        row.set("Credit Limit (LCY)", BigDecimal.valueOf(1000L * (1 + names.pick(record, 15, 100))));
        session.insert(data.table("Customer"), row, false);
    }

    private void seedContact(BcSession session, SeedNames names, int record) {
        BcTable contacts = data.table("Contact");
        RowDraft row = draft("Contact", names.id("contact", record))
                .set("Type", "Person")
                .set("First Name", names.firstName(record))
                .set("Surname", names.lastName(record))
                .set("Phone No.", names.phone(record))
                .set("E-Mail", names.email("contact", record));
        String number = String.format(java.util.Locale.ROOT, "S%07d", record + 1);
        Row customer = data.byKey("Customer", number);
        if (customer != null) {
            row.set("Company No.", data.table("Customer").text(customer, "Company Contact No."));
            TableRules.of(contacts).validate(session, row, "Company No.");
        }
        TableRules.of(contacts).validate(session, row, "Surname");
        address(row, names.address(record));
        session.insert(contacts, row, false);
    }

    /** One of the codes of a small table, or "" when it has none. */
    private String someCode(SeedNames names, String table, int record, int purpose) {
        List<String> codes = codes(table);
        return codes.isEmpty() ? "" : names.of(codes, record, purpose);
    }

    private List<String> codes(String table) {
        BcTable found = data.table(table);
        List<String> codes = new ArrayList<>();
        for (Row row : found.rows().rows()) {
            codes.add(found.text(row, "Code"));
        }
        codes.sort(null);
        return codes;
    }
}
