package io.koppel.sandbox.dataverse;

import java.util.Iterator;
import java.util.Objects;

/**
 * Quotes, orders and invoices: a customer, a price list in the document's currency, totals of the lines, and read-only in
 * all states but the first (dataverse-web-api.md §10.2, §10.5, §10.6).
 */
final class SalesDocumentRules implements TableRules {
    private final SalesDocument document;
    private final DataverseStore store;
    private final PriceCalculation prices;

    SalesDocumentRules(SalesDocument document, DataverseStore store) {
        this.document = document;
        this.store = store;
        this.prices = new PriceCalculation(store);
    }

    @Override
    public void before(RowChange change) {
        if (!change.creating()) {
            life(change);
            currencyFrozen(change);
        }
        change.require("name", "0x80040200", DataverseError.needed("name"));
        change.require("customerid", "0x80040200", DataverseError.needed("customerid"));
        change.require("pricelevelid", "0x80100010", "A document of Sales needs a price list.");
        if (change.creating()) {
            change.putIfAbsent("transactioncurrencyid", DataverseIds.BASE_CURRENCY);
            change.putIfAbsent(
                    document.number(),
                    document.numbered(change.draft().id(), change.table().rows().size()));
            change.putIfAbsent("revisionnumber", 0L);
        }
        DataverseStore.Found list = change.target("pricelevelid", "pricelevel");
        if (list != null && !Objects.equals(list.value("transactioncurrencyid"), change.get("transactioncurrencyid"))) {
            throw new DataverseError(
                    400,
                    document.foreignPriceList(),
                    "The currency of the " + document.table() + " is not the currency of its price list.");
        }
        boolean isAccount = change.target("customerid", "account") != null;
        change.put("accountid", isAccount ? change.id("customerid") : null);
        change.put("contactid", isAccount ? null : change.id("customerid"));
        boolean kept = prices.isLeftToIntegration(document, change.scope())
                || PriceCalculation.isSkipped(change.get("skippricecalculation"), change.creating());
        if (!kept && (change.creating() || change.namesMoreThanState())) {
            prices.totals(document, change.table(), change.draft());
        }
    }

    private void life(RowChange change) {
        Object before = change.was("statecode");
        Object after = change.get("statecode");
        boolean closed = !SalesDocument.WRITABLE.equals(before);
        if (closed && change.namesMoreThanState()) {
            throw DataverseError.readOnly(document.table(), change.draft().id());
        }
        if (document.mayBecome(before, after)) {
            return;
        }
        if (!Objects.equals(before, after) && document.needsAction(after) && document.mayBecome(before, 0L)) {
            throw DataverseError.stateInvalid(
                    "State " + after + " of a " + document.table() + " is reached by its action, not by an update.");
        }
        throw DataverseError.readOnly(document.table(), change.draft().id());
    }

    private void currencyFrozen(RowChange change) {
        if (!change.changes("transactioncurrencyid")) {
            return;
        }
        Iterator<?> lines = store.rowsWith(
                        store.table(document.lines()),
                        document.lookup(),
                        change.draft().id())
                .iterator();
        if (lines.hasNext()) {
            throw new DataverseError(
                    400, "0x8004480e", "The currency of a " + document.table() + " with lines cannot be changed.");
        }
    }
}
