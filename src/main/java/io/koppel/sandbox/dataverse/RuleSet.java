package io.koppel.sandbox.dataverse;

import java.util.HashMap;
import java.util.Map;

/** The rules of every table that has some, by logical name. */
final class RuleSet {
    private final Map<String, TableRules> rules;

    RuleSet(DataverseStore store, RowWriter writer) {
        Map<String, TableRules> own = new HashMap<>(Map.of(
                "uomschedule", new UnitGroupRules(store, writer),
                "uom", new UnitRules(store),
                "product", new ProductRules(store),
                "pricelevel", new PriceListRules(store),
                "productpricelevel", new PriceItemRules(store),
                "discounttype", new DiscountRules(),
                "discount", new DiscountRules(),
                "opportunity", new OpportunityRules(),
                "annotation", new NoteRules(store),
                "post", new PostRules(store)));
        own.put("incident", new CaseRules());
        for (SalesDocument document : SalesDocument.values()) {
            own.put(document.table(), new SalesDocumentRules(document, store));
            own.put(document.lines(), new SalesLineRules(document, store, writer));
        }
        rules = Map.copyOf(own);
    }

    TableRules of(StoredTable table) {
        return rules.getOrDefault(table.table().logicalName(), TableRules.NONE);
    }
}
