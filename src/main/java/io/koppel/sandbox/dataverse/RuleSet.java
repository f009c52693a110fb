package io.koppel.sandbox.dataverse;

import java.util.Map;

/** The rules of every table that has some, by logical name. */
final class RuleSet {
    private final Map<String, TableRules> rules;

    RuleSet(DataverseStore store, RowWriter writer) {
        rules = Map.of(
                "uomschedule", new UnitGroupRules(store, writer),
                "uom", new UnitRules(store),
                "product", new ProductRules(store),
                "pricelevel", new PriceListRules(store),
                "productpricelevel", new PriceItemRules(store),
                "opportunity", new OpportunityRules(),
                "invoice", new InvoiceRules(store),
                "invoicedetail", new InvoiceLineRules(store, writer));
    }

    TableRules of(StoredTable table) {
        return rules.getOrDefault(table.table().logicalName(), TableRules.NONE);
    }
}
