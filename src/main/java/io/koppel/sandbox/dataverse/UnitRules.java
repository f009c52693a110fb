package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;

/** Units: named once in their group, a positive number of a unit of the same group (dataverse-web-api.md §10.3). */
final class UnitRules implements TableRules {
    private final DataverseStore store;

    UnitRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        change.require("uomscheduleid", "0x80043b0a", "The unit schedule id is missing.");
        change.require("name", "0x80040200", DataverseError.needed("name"));
        change.require("quantity", "0x80040200", DataverseError.needed("quantity"));
        if (change.amount("quantity").compareTo(BigDecimal.ZERO) <= 0) {
            throw new DataverseError(400, "0x80040203", "The quantity of a unit must be greater than 0.");
        }
        if (change.flag("isschedulebaseuom")) {
            if (change.changes("quantity")) {
                throw new DataverseError(400, "0x80043b18", "The quantity of the base unit cannot be changed.");
            }
        } else {
            base(change);
        }
        unique(change);
        change.put("organizationid", DataverseIds.ORGANIZATION);
    }

    private static void base(RowChange change) {
        change.require("baseuom", "0x80040200", DataverseError.needed("baseuom"));
        DataverseStore.Found base = change.target("baseuom", "uom");
        if (base == null || !Objects.equals(base.value("uomscheduleid"), change.get("uomscheduleid"))) {
            throw new DataverseError(400, "0x80043b14", "The base unit does not belong to the unit's unit group.");
        }
    }

    private void unique(RowChange change) {
        UUID group = change.id("uomscheduleid");
        if (group == null || !change.changes("name")) {
            return;
        }
        for (Row other : store.rowsWith(change.table(), "uomscheduleid", group)) {
            boolean same = change.text("name")
                    .equalsIgnoreCase(Objects.toString(change.table().value(other, "name"), ""));
            if (same && !other.id().equals(change.draft().id())) {
                throw DataverseError.duplicate();
            }
        }
    }

    @Override
    public void beforeDelete(WriteScope scope, StoredTable table, Row row) {
        if (Boolean.TRUE.equals(table.value(row, "isschedulebaseuom"))) {
            throw DataverseError.notAllowed("The base unit of a unit group cannot be deleted.");
        }
    }
}
