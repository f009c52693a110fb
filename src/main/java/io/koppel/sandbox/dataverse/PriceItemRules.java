package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.util.Objects;
import java.util.UUID;

/**
 * Price list items: one for each price list, product and unit, the unit of the product's group; number, unit group and
 * currency come from product and price list (dataverse-web-api.md §6.5, §10.4).
 */
final class PriceItemRules implements TableRules {
    private final DataverseStore store;

    PriceItemRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        change.require("pricelevelid", "0x80043b12", "The price list is missing.");
        change.require("productid", "0x80043b11", "The product is missing.");
        change.require("uomid", "0x80043b0d", "The unit is missing.");
        change.putIfAbsent("pricingmethodcode", 1L);
        change.putIfAbsent("quantitysellingcode", 1L);
        change.put("organizationid", DataverseIds.ORGANIZATION);
        product(change);
        currency(change);
        boolean byAmount = Long.valueOf(1).equals(change.get("pricingmethodcode"));
        change.require(
                byAmount ? "amount" : "percentage",
                "0x80040200",
                DataverseError.needed(byAmount ? "amount" : "percentage"));
        if (change.creating() || change.changes("productid") || change.changes("uomid")) {
            unique(change);
        }
    }

    private static void product(RowChange change) {
        DataverseStore.Found product = change.target("productid", "product");
        DataverseStore.Found unit = change.target("uomid", "uom");
        if (product == null) {
            throw new DataverseError(404, "0x80043b24", "The product does not exist.");
        }
        Object group = product.value("defaultuomscheduleid");
        if (unit == null || !Objects.equals(unit.value("uomscheduleid"), group)) {
            throw new DataverseError(400, "0x80043b14", "The unit does not belong to the product's unit group.");
        }
        change.put("productnumber", product.value("productnumber"));
        change.put("uomscheduleid", group);
    }

    private static void currency(RowChange change) {
        DataverseStore.Found list = change.target("pricelevelid", "pricelevel");
        Object currency = list == null ? null : list.value("transactioncurrencyid");
        if (change.creating()) {
            change.put("transactioncurrencyid", currency);
        } else if (!Objects.equals(currency, change.get("transactioncurrencyid"))) {
            throw new DataverseError(
                    400, "0x80048cf6", "The currency of the item is not the currency of its price list.");
        }
    }

    private void unique(RowChange change) {
        UUID product = change.id("productid");
        if (product == null) {
            return;
        }
        for (Row other : store.rowsWith(change.table(), "productid", product)) {
            boolean same = Objects.equals(change.table().value(other, "pricelevelid"), change.get("pricelevelid"))
                    && Objects.equals(change.table().value(other, "uomid"), change.get("uomid"));
            if (same && !other.id().equals(change.draft().id())) {
                throw DataverseError.duplicate();
            }
        }
    }
}
