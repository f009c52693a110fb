package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities and the steps of their sales cycle: value, closing date and chances are those of the active step; won and
 * lost are steps, too, and close the opportunity (business-central-api.md §6.2, §12.1 row 10).
 */
final class OpportunityRules extends KeyRules {
    static final OpportunityRules INSTANCE = new OpportunityRules();
    static final KeyRules ENTRY = new Entry();

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Override
    public void validate(BcSession session, RowDraft draft, String field) {
        if (!field.equals("Contact No.")) {
            return;
        }
        BcTable contacts = session.data().table("Contact");
        Row contact = session.data().byKey("Contact", draft.text("Contact No."));
        draft.set("Contact Company No.", contact == null ? null : contacts.text(contact, "Company No."));
        if (contact != null && draft.text("Salesperson Code").isEmpty()) {
            draft.set("Salesperson Code", contacts.text(contact, "Salesperson Code"));
        }
    }

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (draft.text("No.").isEmpty()) {
            draft.set(
                    "No.",
                    session.data()
                            .series()
                            .next("Opportunity", number -> session.data().byKey("Opportunity", number) != null));
        }
        if (draft.get("Creation Date") == null) {
            draft.set("Creation Date", today(session));
        }
        super.beforeInsert(session, table, draft);
    }

    private static LocalDate today(BcSession session) {
        return session.transaction().now().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        if (Boolean.TRUE.equals(before.get(table.column("Closed")))) {
            throw BcException.dialog("Opportunity " + table.text(before, "No.") + " is closed and cannot be changed.");
        }
        super.beforeModify(session, table, before, draft);
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        for (Row entry : entries(session.data(), table.text(row, "No."))) {
            session.deleteAlong(session.data().table("Opportunity Entry"), entry);
        }
    }

    private static List<Row> entries(BcData data, String opportunity) {
        BcTable table = data.table("Opportunity Entry");
        List<Row> entries = new ArrayList<>();
        table.rows().rowsWith(table.column("Opportunity No."), opportunity).forEach(entries::add);
        return entries;
    }

    /** The step an opportunity is at, or null before the first. */
    static @Nullable Row active(BcData data, String opportunity) {
        BcTable table = data.table("Opportunity Entry");
        for (Row entry : entries(data, opportunity)) {
            if (Boolean.TRUE.equals(entry.get(table.column("Active")))) {
                return entry;
            }
        }
        return null;
    }

    /** A step: it becomes the active one and gives the opportunity its status. */
    private static final class Entry extends KeyRules {
        @Override
        public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
            BcTable opportunities = session.data().table("Opportunity");
            Row opportunity = session.data().byKey("Opportunity", draft.text("Opportunity No."));
            if (opportunity == null) {
                throw BcException.dialog("Opportunity No. must name an opportunity; the entry has '"
                        + draft.text("Opportunity No.") + "'.");
            }
            if (Boolean.TRUE.equals(opportunity.get(opportunities.column("Closed")))) {
                throw BcException.dialog("Opportunity " + draft.text("Opportunity No.") + " is closed.");
            }
            draft.set("Active", true);
            if (draft.get("Date of Change") == null) {
                draft.set("Date of Change", today(session));
            }
            if (draft.get("Calcd. Current Value (LCY)") == null
                    && draft.get("Estimated Value (LCY)") instanceof BigDecimal value
                    && draft.get("Probability %") instanceof BigDecimal percent) {
                draft.set(
                        "Calcd. Current Value (LCY)", value.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP));
            }
            Row before = active(session.data(), draft.text("Opportunity No."));
            if (before != null) {
                session.modify(table, before, before.edit(table.rows().schema()).set("Active", null), false);
            }
            LedgerRules.INSTANCE.beforeInsert(session, table, draft);
        }

        @Override
        public void afterInsert(BcSession session, BcTable table, Row row, boolean direct) {
            BcTable opportunities = session.data().table("Opportunity");
            Row opportunity = session.data().byKey("Opportunity", table.text(row, "Opportunity No."));
            if (opportunity == null) {
                return;
            }
            String action = table.text(row, "Action Taken");
            boolean closes = action.equals("Won") || action.equals("Lost");
            RowDraft draft = opportunity.edit(opportunities.rows().schema());
            draft.set("Status", closes ? action : "In Progress");
            if (closes) {
                draft.set("Closed", true).set("Date Closed", row.get(table.column("Date of Change")));
            }
            session.modify(opportunities, opportunity, draft, false);
        }
    }
}
