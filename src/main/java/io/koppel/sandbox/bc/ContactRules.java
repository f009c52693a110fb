package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Contacts: companies and persons. A person's name is split into its parts and put together from them; its company is a
 * company contact; a company that is a customer or vendor keeps that one alike.
 */
final class ContactRules extends KeyRules {
    static final ContactRules INSTANCE = new ContactRules();

    private static final int PART = 30;

    /** What a company may be; the field of its number is named after it. */
    static final List<String> PARTNERS = List.of("Customer", "Vendor");

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "Name" -> {
                draft.set("Search Name", draft.text("Name").toUpperCase(Locale.ROOT));
                if (isPerson(draft)) {
                    split(draft);
                }
            }
            case "First Name", "Middle Name", "Surname" -> join(draft);
            case "Company No." -> company(session, draft);
            case "Type" -> {
                if (isPerson(draft)) {
                    split(draft);
                }
            }
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    private static boolean isPerson(RowDraft draft) {
        return draft.text("Type").equals("Person");
    }

    /** The last word is the surname, the first the first name, whatever stands between them the middle name. */
    private static void split(RowDraft draft) {
        String[] words = draft.text("Name").strip().split("\\s+");
        int last = words.length - 1;
        draft.set("Surname", cut(words[last]));
        draft.set("First Name", last > 0 ? cut(words[0]) : null);
        draft.set("Middle Name", last > 1 ? cut(String.join(" ", List.of(words).subList(1, last))) : null);
    }

    private static String cut(String part) {
        return part.substring(0, Math.min(part.length(), PART));
    }

    private static void join(RowDraft draft) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("First Name", "Middle Name", "Surname")) {
            if (!draft.text(field).isEmpty()) {
                parts.add(draft.text(field));
            }
        }
        String name = String.join(" ", parts);
        draft.set("Name", name);
        draft.set("Search Name", name.toUpperCase(Locale.ROOT));
    }

    private static void company(BcSession session, RowDraft draft) {
        BcTable contacts = session.data().table("Contact");
        Row company = session.data().byKey("Contact", draft.text("Company No."));
        if (company == null) {
            draft.set("Company Name", null);
            return;
        }
        if (!contacts.text(company, "Type").equals("Company")) {
            throw BcException.dialog("Contact " + draft.text("Company No.") + " is not of type Company.");
        }
        draft.set("Company Name", contacts.text(company, "Name"));
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("Type").isEmpty()) {
            draft.set("Type", "Company");
        }
        if (draft.text("No.").isEmpty()) {
            draft.set(
                    "No.",
                    session.data()
                            .series()
                            .next("Contact", number -> session.data().byKey("Contact", number) != null));
        }
        super.beforeInsert(session, table, draft);
        ownCompany(draft);
    }

    /** A company is its own company. */
    private static void ownCompany(RowDraft draft) {
        if (draft.text("Type").equals("Company")) {
            draft.set("Company No.", draft.text("No."));
            draft.set("Company Name", draft.text("Name"));
        }
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        super.beforeModify(session, table, before, draft);
        ownCompany(draft);
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        super.afterModify(session, table, before, after, direct);
        if (!table.text(after, "Type").equals("Company")) {
            return;
        }
        if (!table.text(before, "Name").equals(table.text(after, "Name"))) {
            renameInPersons(session, table, after);
        }
        if (direct) {
            for (String kind : PARTNERS) {
                copyToPartner(session, table, after, kind);
            }
        }
    }

    private static void copyToPartner(BcSession session, BcTable table, Row company, String kind) {
        BcTable partners = session.data().table(kind);
        Row partner = session.data().byKey(kind, table.text(company, kind + " Number"));
        if (partner != null) {
            RowDraft draft = partner.edit(partners.rows().schema());
            PartnerRules.copy(company.edit(table.rows().schema()), draft);
            session.modify(partners, partner, draft, false);
        }
    }

    private static void renameInPersons(BcSession session, BcTable table, Row company) {
        List<Row> persons = new ArrayList<>();
        table.rows()
                .rowsWith(table.column("Company No."), table.text(company, "No."))
                .forEach(persons::add);
        for (Row person : persons) {
            if (!person.id().equals(company.id())) {
                RowDraft draft = person.edit(table.rows().schema()).set("Company Name", table.text(company, "Name"));
                session.modify(table, person, draft, false);
            }
        }
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        for (String kind : PARTNERS) {
            forget(session, table, row, kind);
        }
    }

    private static void forget(BcSession session, BcTable table, Row contact, String kind) {
        BcTable partners = session.data().table(kind);
        String number = table.text(contact, "No.");
        Row partner = session.data().byKey(kind, session.data().partnerNumberOf(contact, kind));
        if (partner != null) {
            RowDraft draft = partner.edit(partners.rows().schema());
            if (draft.text("Primary Contact No.").equals(number)) {
                draft.set("Primary Contact No.", null).set("Contact", null);
            }
            if (draft.text("Company Contact No.").equals(number)) {
                draft.set("Company Contact No.", null);
            }
            session.modify(partners, partner, draft, false);
        }
    }
}
