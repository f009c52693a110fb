package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.demo.DemoSales;
import io.koppel.sandbox.demo.SeedNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Fills opportunities and posted invoices: those of the demonstration company, and any number of them. */
final class BcSalesSeeds {
    static final Set<String> KINDS = Set.of("opportunities", "postedSalesInvoices");

    /** Lines of an invoice that is made by the thousand. */
    private static final int SEED_LINES = 5;

    private final BcSession session;
    private final BcData data;
    private final Map<String, Integer> made = new HashMap<>();

    BcSalesSeeds(BcSession session) {
        this.session = session;
        this.data = session.data();
    }

    void load(DemoSales sales) {
        sales.opportunities().stream()
                .filter(opportunity -> !opportunity.number().isEmpty())
                .forEach(this::opportunity);
        for (int i = 0; i < sales.invoices().size(); i++) {
            invoice(sales.invoices().get(i), DemoCompany.id("invoice", Integer.toString(i)));
        }
    }

    private void opportunity(DemoSales.Opportunity opportunity) {
        BcTable contacts = data.table("Contact");
        Row person = contacts.rows().find(DemoCompany.id("person", opportunity.person()));
        BcTable table = data.table("Opportunity");
        RowDraft row = RowDraft.create(table.rows().schema(), DemoCompany.id("opportunity", opportunity.number()))
                .set("No.", opportunity.number())
                .set("Description", opportunity.name())
                .set("Contact No.", person == null ? null : contacts.text(person, "No."))
                .set("Creation Date", LocalDate.of(2026, 8, 1));
        TableRules.of(table).validate(session, row, "Contact No.");
        session.insert(table, row, false);
        for (int step = 0; step < opportunity.steps().size(); step++) {
            step(opportunity, step == 0 ? "" : "Next", opportunity.steps().get(step), 20L + 20L * step);
        }
        if (!opportunity.end().isEmpty()) {
            step(
                    opportunity,
                    opportunity.end(),
                    BigDecimal.ZERO,
                    opportunity.end().equals("Won") ? 100 : 0);
        }
    }

    private void step(DemoSales.Opportunity opportunity, String action, BigDecimal value, long percent) {
        BcTable entries = data.table("Opportunity Entry");
        RowDraft entry = RowDraft.create(entries.rows().schema(), UUID.randomUUID())
                .set("Opportunity No.", opportunity.number())
                .set("Action Taken", action)
                .set("Estimated Value (LCY)", value.signum() == 0 ? null : value)
                .set("Estimated Close Date", opportunity.closing())
                .set("Probability %", percent == 0 ? null : BigDecimal.valueOf(percent))
                .set("Chances of Success %", percent == 0 ? null : BigDecimal.valueOf(percent))
                .set("Completed %", percent == 0 ? null : BigDecimal.valueOf(percent));
        session.insert(entries, entry, false);
    }

    private void invoice(DemoSales.Invoice invoice, UUID id) {
        BcTable drafts = data.table(InvoiceRules.TABLE);
        RowDraft draft = RowDraft.create(drafts.rows().schema(), id)
                .set("Document Date", invoice.date())
                .set("Posting Date", invoice.date())
                .set("Sell-to Customer No.", invoice.customer())
                .set("Invoice Discount Amount", invoice.discount().signum() == 0 ? null : invoice.discount());
        TableRules.of(drafts).validate(session, draft, "Sell-to Customer No.");
        InvoiceRules.dueDate(draft);
        session.insert(drafts, draft, false);
        BigDecimal rate = InvoiceAmounts.taxRate(draft.text("Sell-to Country/Region Code"));
        long number = 0;
        for (DemoSales.Line line : invoice.lines()) {
            number += 10_000;
            line(id, number, rate, line);
        }
        // Once for all lines: each line's own rule would add the whole invoice up again.
        InvoiceLineRules.reckon(session, id);
        Row made = drafts.rows().findForWrite(id);
        if (made != null) {
            Row posted = new InvoicePosting(session).post(made);
            settle(posted, invoice.paid());
        }
    }

    private void line(UUID invoice, long number, BigDecimal rate, DemoSales.Line sold) {
        BcTable lines = data.table(InvoiceLineRules.TABLE);
        RowDraft line = RowDraft.create(lines.rows().schema(), UUID.randomUUID())
                .set("Document Id", invoice)
                .set("Line No.", number)
                .set("API Type", sold.type())
                .set("No.", sold.number());
        TableRules.of(lines).validate(session, line, "No.");
        if (!sold.text().isEmpty()) {
            line.set("Description", sold.text());
        }
        if (!sold.unit().isEmpty()) {
            line.set("Unit of Measure Code", sold.unit());
        }
        line.set("Quantity", sold.quantity().signum() == 0 ? null : sold.quantity());
        line.set("Unit Price", sold.price().signum() == 0 ? null : sold.price());
        line.set("VAT %", sold.type().equals("Comment") || rate.signum() == 0 ? null : rate);
        InvoiceAmounts.line(line, false);
        session.insertAlong(lines, line);
    }

    private void settle(Row posted, int percent) {
        BcTable headers = data.table("Sales Invoice Header");
        if (percent < 0) {
            Row buffer = data.table(InvoiceRules.TABLE).rows().findForWrite(posted.id());
            if (buffer != null) {
                new InvoicePosting(session).cancel(buffer);
            }
        } else if (percent > 0) {
            BigDecimal total = InvoiceAmounts.amount(headers, posted, "Amount Including VAT");
            BigDecimal paid = total.multiply(BigDecimal.valueOf(percent))
                    .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
            new CustomerLedger(session).pay(posted.id(), paid);
        }
    }

    /** One record of a kind, for customers and items that were made before. */
    void seed(String what, SeedNames names, int record) {
        if (what.equals("opportunities")) {
            opportunity(new DemoSales.Opportunity(
                    String.format(Locale.ROOT, "SO%07d", record + 1),
                    "Opportunity " + (record + 1),
                    "",
                    java.util.List.of(BigDecimal.valueOf(1_000L + names.pick(record, 40, 9_000))),
                    LocalDate.of(2027, 1, 1),
                    ""));
            return;
        }
        java.util.List<DemoSales.Line> lines = new java.util.ArrayList<>();
        for (int i = 0; i < SEED_LINES; i++) {
            String item = some("Item", "SI", record * SEED_LINES + i);
            lines.add(new DemoSales.Line(
                    "Item",
                    item,
                    "",
                    "",
                    BigDecimal.valueOf(1 + names.pick(record, 41 + i, 20)),
                    BigDecimal.valueOf(100 + names.pick(record, 51 + i, 50_000), 2)));
        }
        invoice(
                new DemoSales.Invoice(
                        some("Customer", "S", record), LocalDate.of(2026, 10, 1), BigDecimal.ZERO, lines, 0),
                names.id("invoice", record));
    }

    /** The number of a record that was made by the thousand; the numbers go round where there are fewer. */
    private String some(String table, String prefix, int record) {
        return number(prefix, record % made.computeIfAbsent(table, name -> made(name, prefix)));
    }

    /** How many there are; their numbers leave no gap. */
    private int made(String table, String prefix) {
        int below = 0;
        int from = data.table(table).rows().size() + 1;
        while (from - below > 1) {
            int middle = (below + from) >>> 1;
            if (data.byKey(table, number(prefix, middle - 1)) != null) {
                below = middle;
            } else {
                from = middle;
            }
        }
        if (below == 0) {
            throw new IllegalArgumentException("postedSalesInvoices: seed customers and items first");
        }
        return below;
    }

    private static String number(String prefix, int record) {
        return String.format(Locale.ROOT, prefix + "%07d", record + 1);
    }
}
