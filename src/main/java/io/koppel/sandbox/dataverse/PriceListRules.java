package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;

/** Price lists: named once, in one currency for good, which columns declare create-only (dataverse-web-api.md §10.4). */
final class PriceListRules implements TableRules {
    private final DataverseStore store;

    PriceListRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        change.require("name", "0x80043b0e", "The name of the price list is missing.");
        if (change.creating()) {
            change.put("organizationid", DataverseIds.ORGANIZATION);
            change.putIfAbsent("transactioncurrencyid", DataverseIds.BASE_CURRENCY);
            DataverseStore.Found currency = change.target("transactioncurrencyid", "transactioncurrency");
            change.put("exchangerate", currency == null ? null : currency.value("exchangerate"));
        }
        if (change.changes("name")) {
            Row other = store.byText(change.table(), "name", change.text("name"));
            if (other != null && !other.id().equals(change.draft().id())) {
                throw new DataverseError(
                        400, "0x80043b0f", "A price list with the name '" + change.text("name") + "' exists already.");
            }
        }
    }
}
