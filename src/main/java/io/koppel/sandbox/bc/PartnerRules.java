package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.List;
import java.util.Locale;

/**
 * Customers and vendors: a number from the series, a company contact made with each, and both kept alike; the primary
 * contact must belong to that company and gives the customer or vendor its contact name.
 */
final class PartnerRules extends KeyRules {
    static final PartnerRules CUSTOMER = new PartnerRules("Customer", "Customer Number");
    static final PartnerRules VENDOR = new PartnerRules("Vendor", "Vendor Number");

    private final String kind;
    private final String link;

    /** @param link the field of a company contact that says whose company it is */
    private PartnerRules(String kind, String link) {
        this.kind = kind;
        this.link = link;
    }

    /** What a customer or vendor and its company contact have in common. */
    static final List<String> SHARED = List.of(
            "Name",
            "Name 2",
            "Search Name",
            "Address",
            "Address 2",
            "Post Code",
            "City",
            "County",
            "Country/Region Code",
            "Phone No.",
            "Mobile Phone No.",
            "Fax No.",
            "E-Mail",
            "Home Page",
            "Currency Code",
            "Salesperson Code",
            "VAT Registration No.");

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        if (field.equals("Name")) {
            draft.set("Search Name", draft.text("Name").toUpperCase(Locale.ROOT));
        } else if (field.equals("Primary Contact No.")) {
            primaryContact(session, draft);
        }
    }

    private void primaryContact(BcSession session, RowDraft draft) {
        BcTable contacts = session.data().table("Contact");
        Row contact = session.data().byKey("Contact", draft.text("Primary Contact No."));
        if (contact == null) {
            draft.set("Contact", null);
            return;
        }
        if (!contacts.text(contact, "Company No.").equals(draft.text("Company Contact No."))) {
            throw BcException.dialog("Contact " + contacts.text(contact, "No.") + " "
                    + contacts.text(contact, "Name") + " is related to a different company than "
                    + kind.toLowerCase(Locale.ROOT) + " "
                    + draft.text("No.") + " " + draft.text("Name") + ".");
        }
        if (contacts.text(contact, "Type").equals("Person")) {
            draft.set("Contact", contacts.text(contact, "Name"));
        }
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("No.").isEmpty()) {
            draft.set(
                    "No.",
                    session.data().series().next(kind, number -> session.data().byKey(kind, number) != null));
        }
        super.beforeInsert(session, table, draft);
        if (draft.text("Company Contact No.").isEmpty()) {
            draft.set("Company Contact No.", companyContact(session, draft));
        }
    }

    private String companyContact(BcSession session, RowDraft customer) {
        BcTable contacts = session.data().table("Contact");
        RowDraft contact = RowDraft.create(
                contacts.rows().schema(), session.data().database().newId());
        contact.set("Type", "Company").set(link, customer.text("No."));
        copy(customer, contact);
        Row row = session.insert(contacts, contact, false);
        return contacts.text(row, "No.");
    }

    static void copy(RowDraft from, RowDraft to) {
        for (String field : SHARED) {
            if (from.schema().find(field) != null && to.schema().find(field) != null) {
                to.set(field, from.get(field));
            }
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        super.afterModify(session, table, before, after, direct);
        BcTable contacts = session.data().table("Contact");
        Row contact = session.data().byKey("Contact", table.text(after, "Company Contact No."));
        if (direct && contact != null) {
            RowDraft draft = contact.edit(contacts.rows().schema());
            copy(after.edit(table.rows().schema()), draft);
            draft.set("Company Name", draft.text("Name"));
            session.modify(contacts, contact, draft, false);
        }
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        BcTable ledger = session.data().table("Cust. Ledger Entry");
        BcTable invoices = session.data().table(InvoiceRules.TABLE);
        String number = table.text(row, "No.");
        boolean used = kind.equals("Customer")
                && (ledger.rows()
                                .rowsWith(ledger.column("Customer No."), number)
                                .iterator()
                                .hasNext()
                        || invoices.rows()
                                .rowsWith(invoices.column("Sell-to Customer No."), number)
                                .iterator()
                                .hasNext());
        if (used) {
            throw BcException.dialog(
                    "You cannot delete customer " + number + ", because there are documents or entries for it.");
        }
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        BcTable contacts = session.data().table("Contact");
        Row contact = session.data().byKey("Contact", table.text(row, "Company Contact No."));
        if (contact != null) {
            RowDraft draft = contact.edit(contacts.rows().schema()).set(link, null);
            session.modify(contacts, contact, draft, false);
        }
    }
}
