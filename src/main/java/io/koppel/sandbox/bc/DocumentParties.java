package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What a document takes from its customers, contacts, terms and currency when their fields are validated (§6, §17 rule 8). */
final class DocumentParties {
    /** Parts of an address, by the name they have on the customer; on documents a prefix stands before it. */
    private static final List<String> ADDRESS =
            List.of("Name", "Name 2", "Address", "Address 2", "City", "County", "Post Code", "Country/Region Code");

    private DocumentParties() {}

    static void sellTo(BcSession session, RowDraft header) {
        BcTable customers = session.data().table("Customer");
        Row customer = session.data().byKey("Customer", header.text("Sell-to Customer No."));
        if (customer == null) {
            return;
        }
        refuseBlocked(customers, customer);
        for (String part : ADDRESS) {
            Object value = customer.get(customers.column(part));
            header.set(sellToField(part), value);
            header.set("Ship-to " + part, value);
        }
        header.set("Sell-to Phone No.", customer.get(customers.column("Phone No.")));
        header.set("Sell-to E-Mail", customer.get(customers.column("E-Mail")));
        header.set("Sell-to Contact No.", customer.get(customers.column("Primary Contact No.")));
        header.set("Sell-to Contact", customer.get(customers.column("Contact")));
        header.set("Ship-to Contact", customer.get(customers.column("Contact")));
        for (String field :
                List.of("Salesperson Code", "Location Code", "Shipment Method Code", "Shipping Agent Code")) {
            header.set(field, customer.get(customers.column(field)));
        }
        BigDecimal prepayment = InvoiceAmounts.amount(customers, customer, "Prepayment %");
        header.set("Prepayment %", prepayment.signum() == 0 ? null : prepayment);
        String payer = customers.text(customer, "Bill-to Customer No.");
        header.set("Bill-to Customer No.", payer.isEmpty() ? header.text("Sell-to Customer No.") : payer);
        billTo(session, header);
    }

    private static String sellToField(String part) {
        return part.startsWith("Name") ? "Sell-to Customer " + part : "Sell-to " + part;
    }

    static void billTo(BcSession session, RowDraft header) {
        BcTable customers = session.data().table("Customer");
        Row customer = session.data().byKey("Customer", header.text("Bill-to Customer No."));
        if (customer == null) {
            return;
        }
        refuseBlocked(customers, customer);
        for (String part : ADDRESS) {
            header.set("Bill-to " + part, customer.get(customers.column(part)));
        }
        header.set("Bill-to Contact No.", customer.get(customers.column("Primary Contact No.")));
        header.set("Bill-to Contact", customer.get(customers.column("Contact")));
        header.set("VAT Bus. Posting Group", VatRates.businessGroup(customers, customer));
        for (String field : List.of("Gen. Bus. Posting Group", "Customer Posting Group", "VAT Registration No.")) {
            header.set(field, customer.get(customers.column(field)));
        }
        for (String field :
                List.of("Currency Code", "Payment Terms Code", "Payment Method Code", "Prices Including VAT")) {
            header.set(field, customer.get(customers.column(field)));
        }
        currency(session, header);
        terms(session, header);
    }

    /** Any kind of blocking keeps a customer out of new orders and quotes (§6.3). */
    static void refuseBlocked(BcTable customers, Row customer) {
        String blocked = customers.text(customer, "Blocked");
        if (!blocked.isEmpty()) {
            throw BcException.dialog("You cannot create this type of document when Customer "
                    + customers.text(customer, "No.") + " is blocked with type " + blocked + ".");
        }
    }

    /** The contact's name; a contact of another company is refused. */
    static void contact(BcSession session, RowDraft header) {
        BcTable contacts = session.data().table("Contact");
        Row contact = session.data().byKey("Contact", header.text("Sell-to Contact No."));
        if (contact == null) {
            header.set("Sell-to Contact", null);
            return;
        }
        String customer = session.data().partnerNumberOf(contact, "Customer");
        if (!header.text("Sell-to Customer No.").isEmpty()
                && !header.text("Sell-to Customer No.").equals(customer)) {
            throw BcException.dialog("Contact " + contacts.text(contact, "No.") + " is not related to customer "
                    + header.text("Sell-to Customer No.") + ".");
        }
        header.set("Sell-to Contact", contacts.text(contact, "Name"));
    }

    static void currency(BcSession session, RowDraft header) {
        String code = header.text("Currency Code");
        LocalDate date = header.get("Posting Date") instanceof LocalDate given ? given : DocumentRules.today(session);
        header.set("Currency Factor", code.isEmpty() ? null : session.data().currencyFactor(code, date));
    }

    /** Terms give the due date and the payment discount. */
    static void terms(BcSession session, RowDraft header) {
        BcTable terms = session.data().table("Payment Terms");
        Row row = session.data().byKey("Payment Terms", header.text("Payment Terms Code"));
        BigDecimal discount = row == null ? BigDecimal.ZERO : InvoiceAmounts.amount(terms, row, "Discount %");
        header.set("Payment Discount %", discount.signum() == 0 ? null : discount);
        InvoiceRules.dueDate(header);
    }
}
