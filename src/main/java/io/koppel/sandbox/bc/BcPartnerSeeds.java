package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fills customers and the persons at customers and vendors: those of the demonstration company, and any number of them. Customers
 * bring their company contacts.
 */
final class BcPartnerSeeds {
    static final Set<String> KINDS = Set.of("customers", "contacts");

    private final BcSession session;
    private final BcData data;
    private final SeedRows rows;

    BcPartnerSeeds(BcSession session) {
        this.session = session;
        this.data = session.data();
        this.rows = new SeedRows(session);
    }

    void load(DemoCompany demo) {
        demo.customers().forEach(this::customer);
        persons("Customer", demo.persons());
    }

    /** @param partners the table of those they work for: customers or vendors */
    void persons(String partners, List<DemoCompany.Person> persons) {
        persons.forEach(person -> person(partners, person));
    }

    private void customer(DemoCompany.Customer customer) {
        RowDraft row = rows.draft("Customer", DemoCompany.id("customer", customer.number()))
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
        rows.type("Customer", row, "Name", customer.name());
        address(row, customer.address());
        rows.insert("Customer", row);
    }

    private static void address(RowDraft row, DemoCompany.Address address) {
        row.set("Address", address.line1()).set("Address 2", address.line2()).set("Post Code", address.postCode());
        row.set("City", address.city()).set("Country/Region Code", address.country());
    }

    /** A person at a customer or vendor, who becomes the primary contact where there is none yet. */
    private void person(String partners, DemoCompany.Person person) {
        BcTable table = data.table(partners);
        Row partner = data.byKey(partners, person.customer());
        if (partner == null) {
            return;
        }
        boolean customer = partners.equals("Customer");
        RowDraft row = rows.draft("Contact", DemoCompany.id("person", person.email()))
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
        Row stored = rows.insert("Contact", row);
        if (!partner.has(table.column("Primary Contact No."))) {
            RowDraft main = partner.edit(table.rows().schema())
                    .set("Primary Contact No.", data.table("Contact").text(stored, "No."))
                    .set("Contact", data.table("Contact").text(stored, "Name"));
            session.modify(table, partner, main, false);
        }
    }

    /** Makes the next record of one of the {@link #KINDS}. */
    void seed(String what, SeedNames names, int record) {
        if (what.equals("customers")) {
            seedCustomer(names, record);
        } else {
            seedContact(names, record);
        }
    }

    private void seedCustomer(SeedNames names, int record) {
        RowDraft row = rows.draft("Customer", names.id("customer", record))
                .set("No.", number(record))
                .set("Contact Type", "Company")
                .set("Phone No.", names.phone(record))
                .set("E-Mail", names.email("customer", record))
                .set("Home Page", "https://customer" + record + ".example");
        rows.type("Customer", row, "Name", names.company(record));
        address(row, names.address(record));
        row.set("Salesperson Code", someCode(names, "Salesperson/Purchaser", record, 11));
        row.set("Payment Terms Code", someCode(names, "Payment Terms", record, 12));
        row.set("Shipment Method Code", someCode(names, "Shipment Method", record, 13));
        row.set("Shipping Agent Code", someCode(names, "Shipping Agent", record, 14));
        row.set("Credit Limit (LCY)", BigDecimal.valueOf(1000L * (1 + names.pick(record, 15, 100))));
        rows.insert("Customer", row);
    }

    private void seedContact(SeedNames names, int record) {
        BcTable contacts = data.table("Contact");
        RowDraft row = rows.draft("Contact", names.id("contact", record))
                .set("Type", "Person")
                .set("First Name", names.firstName(record))
                .set("Surname", names.lastName(record))
                .set("Phone No.", names.phone(record))
                .set("E-Mail", names.email("contact", record));
        Row customer = data.byKey("Customer", number(record));
        if (customer != null) {
            row.set("Company No.", data.table("Customer").text(customer, "Company Contact No."));
            TableRules.of(contacts).validate(session, row, "Company No.");
        }
        TableRules.of(contacts).validate(session, row, "Surname");
        address(row, names.address(record));
        rows.insert("Contact", row);
    }

    private static String number(int record) {
        return String.format(Locale.ROOT, "S%07d", record + 1);
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
