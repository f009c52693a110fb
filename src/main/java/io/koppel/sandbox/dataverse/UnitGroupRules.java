package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.math.BigDecimal;
import java.util.UUID;

/** Unit groups: named once, and born with their base unit (dataverse-web-api.md §10.3, §16). */
final class UnitGroupRules implements TableRules {
    private final DataverseStore store;
    private final RowWriter writer;

    UnitGroupRules(DataverseStore store, RowWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    @Override
    public void before(RowChange change) {
        change.require("name", "0x80040200", DataverseError.needed("name"));
        change.require("baseuomname", "0x80040200", DataverseError.needed("baseuomname"));
        if (change.changes("name")) {
            Row other = store.byText(change.table(), "name", change.text("name"));
            if (other != null && !other.id().equals(change.draft().id())) {
                throw DataverseError.duplicate();
            }
        }
        if (change.creating()) {
            change.put("organizationid", DataverseIds.ORGANIZATION);
        }
    }

    @Override
    public void after(RowChange change, Row stored) {
        if (change.creating()) {
            StoredTable units = store.table("uom");
            RowDraft base = RowDraft.create(units.rows().schema(), UUID.randomUUID());
            RowRules.put(units, base, "name", change.get("baseuomname"));
            RowRules.put(units, base, "quantity", BigDecimal.ONE.setScale(10));
            RowRules.put(units, base, "isschedulebaseuom", true);
            RowRules.put(units, base, "uomscheduleid", stored.id());
            RowRules.put(units, base, "organizationid", DataverseIds.ORGANIZATION);
            writer.createAlong(change.scope(), units, base);
        }
    }
}
