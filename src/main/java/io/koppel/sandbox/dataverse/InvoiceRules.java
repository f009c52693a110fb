package io.koppel.sandbox.dataverse;

import java.util.Objects;
import java.util.UUID;

/** Invoices: a customer, a price list in the invoice's currency, totals of its lines, and writable while active (§10.5, §10.6). */
final class InvoiceRules implements TableRules {
    private static final Long ACTIVE = 0L;

    private final PriceCalculation prices;

    InvoiceRules(DataverseStore store) {
        this.prices = new PriceCalculation(store);
    }

    @Override
    public void before(RowChange change) {
        if (!change.creating()) {
            life(change);
        }
        change.require("name", "0x80040200", DataverseError.needed("name"));
        change.require("customerid", "0x80040200", DataverseError.needed("customerid"));
        change.require("pricelevelid", "0x80100010", "An invoice needs a price list.");
        if (change.creating()) {
            change.putIfAbsent("transactioncurrencyid", DataverseIds.BASE_CURRENCY);
            change.putIfAbsent("invoicenumber", number(change.draft().id()));
        }
        DataverseStore.Found list = change.target("pricelevelid", "pricelevel");
        if (list != null && !Objects.equals(list.value("transactioncurrencyid"), change.get("transactioncurrencyid"))) {
            throw new DataverseError(
                    400, "0x80048ced", "The currency of the invoice is not the currency of its price list.");
        }
        boolean isAccount = change.target("customerid", "account") != null;
        change.put("accountid", isAccount ? change.id("customerid") : null);
        change.put("contactid", isAccount ? null : change.id("customerid"));
        boolean kept = prices.isLeftToIntegration(change.scope())
                || PriceCalculation.isSkipped(change.get("skippricecalculation"), change.creating());
        if (!kept && (change.creating() || change.namesMoreThanState())) {
            prices.totals(change.table(), change.draft());
        }
    }

    private static void life(RowChange change) {
        Object before = change.was("statecode");
        boolean reopened = ACTIVE.equals(change.get("statecode"));
        if (!ACTIVE.equals(before) && (change.namesMoreThanState() || !reopened)) {
            throw DataverseError.readOnly("invoice", change.draft().id());
        }
    }

    private static String number(UUID id) {
        String text = id.toString().toUpperCase(java.util.Locale.ROOT);
        return "INV-" + text.substring(0, 5) + "-" + text.substring(30);
    }
}
