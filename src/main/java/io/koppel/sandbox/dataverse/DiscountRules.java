package io.koppel.sandbox.dataverse;

/** Discount lists and their steps: each step has a range of quantities and the amount or the percentage of its list. */
final class DiscountRules implements TableRules {
    @Override
    public void before(RowChange change) {
        change.put("organizationid", DataverseIds.ORGANIZATION);
        if (change.table().table().logicalName().equals("discounttype")) {
            change.require("name", "0x80040200", DataverseError.needed("name"));
            return;
        }
        change.require("discounttypeid", "0x80040200", DataverseError.needed("discounttypeid"));
        change.require("lowquantity", "0x80040200", DataverseError.needed("lowquantity"));
        change.require("highquantity", "0x80040200", DataverseError.needed("highquantity"));
        DataverseStore.Found list = change.target("discounttypeid", "discounttype");
        boolean byAmount = list != null && Boolean.TRUE.equals(list.value("isamounttype"));
        String value = byAmount ? "amount" : "percentage";
        change.require(value, "0x80040200", DataverseError.needed(value));
        change.put("isamounttype", byAmount);
    }
}
