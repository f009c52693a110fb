package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opportunities: written while open, won and lost by actions alone (dataverse-web-api.md §10.6, §11.1, §16). */
final class OpportunityRules implements TableRules {
    static final long WON = 1;
    static final long LOST = 2;

    @Override
    public void before(RowChange change) {
        change.require("name", "0x80040200", DataverseError.needed("name"));
        if (!change.creating()) {
            life(change);
        }
        customer(change);
        currency(change);
        if (change.flag("isrevenuesystemcalculated")) {
            change.put("estimatedvalue", change.amount("totalamount"));
        }
    }

    private static void life(RowChange change) {
        Object before = change.was("statecode");
        Object after = change.get("statecode");
        if (!Objects.equals(before, after) && !Long.valueOf(0).equals(after)) {
            throw new DataverseError(
                    400,
                    "0x80100005",
                    "An opportunity is won or lost by WinOpportunity or LoseOpportunity, not by its state.");
        }
        if (!Long.valueOf(0).equals(before)
                && (change.namesMoreThanState() || (Objects.equals(before, after) && change.changes("statuscode")))) {
            throw DataverseError.readOnly("opportunity", change.draft().id());
        }
        if (Objects.equals(before, after)) {
            return;
        }
        change.put("actualvalue", null);
        change.put("actualclosedate", null);
    }

    /** The potential customer is the account where there is one, else the contact; both have a column of their own. */
    private static void customer(RowChange change) {
        UUID account = change.id("parentaccountid");
        UUID contact = change.id("parentcontactid");
        boolean parentsChanged = change.changes("parentaccountid") || change.changes("parentcontactid");
        if (parentsChanged && !change.changes("customerid")) {
            change.put("customerid", account != null ? account : contact);
        }
        boolean isAccount = change.target("customerid", "account") != null;
        change.put("accountid", isAccount ? change.id("customerid") : null);
        change.put("contactid", isAccount ? null : change.id("customerid"));
    }

    private static void currency(RowChange change) {
        if (change.get("transactioncurrencyid") == null) {
            change.put("transactioncurrencyid", DataverseIds.BASE_CURRENCY);
        }
        DataverseStore.Found list = change.target("pricelevelid", "pricelevel");
        if (list != null && !Objects.equals(list.value("transactioncurrencyid"), change.get("transactioncurrencyid"))) {
            throw new DataverseError(
                    400, "0x80048cef", "The currency of the opportunity is not the currency of its price list.");
        }
    }

    /**
     * The row after it has been won or lost.
     *
     * @param status the status, -1 for the state's own
     * @param revenue what was earned; without it a won opportunity has earned what was estimated
     */
    static RowDraft closed(
            StoredTable table,
            Row before,
            long state,
            long status,
            @Nullable BigDecimal revenue,
            @Nullable LocalDate end,
            Instant now) {
        if (!Long.valueOf(0).equals(table.value(before, "statecode"))) {
            throw DataverseError.readOnly("opportunity", before.id());
        }
        long own = status >= 0 ? status : StateRules.firstStatus("opportunity", state);
        StateRules.check("opportunity", state, own);
        RowDraft draft = before.edit(table.rows().schema());
        RowRules.put(table, draft, "statecode", state);
        RowRules.put(table, draft, "statuscode", own);
        Object value = revenue != null ? revenue : state == WON ? table.value(before, "estimatedvalue") : null;
        RowRules.put(table, draft, "actualvalue", value);
        RowRules.put(
                table,
                draft,
                "actualclosedate",
                end != null ? end : now.atZone(ZoneOffset.UTC).toLocalDate());
        return draft;
    }
}
