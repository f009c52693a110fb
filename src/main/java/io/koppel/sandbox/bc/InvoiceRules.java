package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Invoices behind API v2.0: a draft takes what its customer says and can be changed, a posted one cannot
 * (business-central-api.md §6.3, §7, §17 rule 8).
 */
final class InvoiceRules extends KeyRules {
    static final InvoiceRules INSTANCE = new InvoiceRules();

    static final String TABLE = "Sales Invoice Entity Aggregate";

    /** What an invoice takes from its customer, by the customer's field. */
    private static final Map<String, List<String>> FROM_CUSTOMER = Map.ofEntries(
            Map.entry("Name", List.of("Sell-to Customer Name", "Bill-to Name", "Ship-to Name")),
            Map.entry("Address", List.of("Sell-to Address", "Bill-To Address", "Ship-to Address")),
            Map.entry("Address 2", List.of("Sell-to Address 2", "Bill-To Address 2", "Ship-to Address 2")),
            Map.entry("City", List.of("Sell-to City", "Bill-To City", "Ship-to City")),
            Map.entry("County", List.of("Sell-to County", "Bill-To County", "Ship-to County")),
            Map.entry("Post Code", List.of("Sell-to Post Code", "Bill-To Post Code", "Ship-to Post Code")),
            Map.entry(
                    "Country/Region Code",
                    List.of(
                            "Sell-to Country/Region Code",
                            "Bill-To Country/Region Code",
                            "Ship-to Country/Region Code")),
            Map.entry("Phone No.", List.of("Sell-to Phone No.")),
            Map.entry("E-Mail", List.of("Sell-to E-Mail")),
            Map.entry("Currency Code", List.of("Currency Code")),
            Map.entry("Payment Terms Code", List.of("Payment Terms Code")),
            Map.entry("Shipment Method Code", List.of("Shipment Method Code")),
            Map.entry("Shipping Agent Code", List.of("Shipping Agent Code")),
            Map.entry("Salesperson Code", List.of("Salesperson Code")),
            Map.entry("Prices Including VAT", List.of("Prices Including VAT")));

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        switch (field) {
            case "Sell-to Customer No." -> customer(session, draft);
            case "Payment Terms Code", "Document Date" -> dueDate(draft);
            default -> {
                // no other field changes its neighbours
            }
        }
    }

    private static void customer(BcSession session, RowDraft draft) {
        BcTable customers = session.data().table("Customer");
        Row customer = session.data().byKey("Customer", draft.text("Sell-to Customer No."));
        if (customer == null) {
            return;
        }
        refuseBlocked(customers, customer);
        FROM_CUSTOMER.forEach(
                (from, fields) -> fields.forEach(field -> draft.set(field, customer.get(customers.column(from)))));
        draft.set("Bill-to Customer No.", draft.text("Sell-to Customer No."));
    }

    static void refuseBlocked(BcTable customers, Row customer) {
        String blocked = customers.text(customer, "Blocked");
        if (blocked.equals("Invoice") || blocked.equals("All")) {
            throw BcException.dialog("You cannot invoice customer " + customers.text(customer, "No.")
                    + ", because it is blocked (" + blocked + ").");
        }
    }

    /** Terms are named after their days, or the end of the month. */
    static void dueDate(RowDraft draft) {
        if (!(draft.get("Document Date") instanceof LocalDate date)) {
            return;
        }
        String terms = draft.text("Payment Terms Code").toUpperCase(Locale.ROOT);
        String days = terms.replaceAll("^(\\d+).*", "$1");
        LocalDate due = terms.startsWith("CM")
                ? date.with(TemporalAdjusters.lastDayOfMonth())
                : terms.startsWith("1M")
                        ? date.plusMonths(1)
                        : days.matches("\\d+") ? date.plusDays(Integer.parseInt(days)) : date;
        draft.set("Due Date", due);
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("Sell-to Customer No.").isEmpty()) {
            throw BcException.dialog("A customerNumber or a customerId must be provided.");
        }
        LocalDate today = session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate();
        for (String date : List.of("Document Date", "Posting Date")) {
            if (draft.get(date) == null) {
                draft.set(date, today);
            }
        }
        if (draft.get("Due Date") == null) {
            dueDate(draft);
        }
        draft.set("Status", "Draft");
        draft.set(
                "No.",
                session.data()
                        .series()
                        .next("Sales Invoice", number -> session.data().byKey(TABLE, number) != null));
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        refusePosted(table, before);
        super.beforeModify(session, table, before, draft);
    }

    /** Refuses a change of an invoice that is no draft any more. */
    static void refusePosted(BcTable table, Row invoice) {
        if (!table.text(invoice, "Status").equals("Draft")) {
            throw BcException.dialog("The invoice " + table.text(invoice, "No.") + " is posted and cannot be changed.");
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        if (!same(
                before.get(table.column("Invoice Discount Amount")),
                after.get(table.column("Invoice Discount Amount")))) {
            InvoiceLineRules.reckon(session, after.id());
        }
    }

    @Override
    public void beforeDelete(BcSession session, BcTable table, Row row) {
        refusePosted(table, row);
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        for (Row line : InvoiceLineRules.lines(session.data(), row.id())) {
            session.deleteAlong(session.data().table(InvoiceLineRules.TABLE), line);
        }
    }
}
