package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.math.BigDecimal;
import java.util.Objects;

/** Products: what a new one needs, its life from draft to retired, and what stays (dataverse-web-api.md §10.4, §10.6). */
final class ProductRules implements TableRules {
    private static final long ACTIVE = 0;
    private static final long RETIRED = 1;
    private static final long DRAFT = 2;
    private static final long UNDER_REVISION = 3;
    private static final long MOST_DECIMALS = 5;

    private final DataverseStore store;

    ProductRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        if (change.creating()) {
            first(change);
        } else {
            life(change);
        }
        change.require("name", "0x80040200", DataverseError.needed("name"));
        change.require("productnumber", "0x80043b05", "The product number is missing.");
        change.require("defaultuomscheduleid", "0x80043b13", "The unit group of the product is missing.");
        change.require("defaultuomid", "0x80043b0d", "The default unit of the product is missing.");
        change.require("quantitydecimal", "0x80040200", DataverseError.needed("quantitydecimal"));
        if (change.get("quantitydecimal") instanceof Long digits && (digits < 0 || digits > MOST_DECIMALS)) {
            throw new DataverseError(400, "0x80043b07", "Quantities of a product have 0 to 5 decimals.");
        }
        unit(change);
        unique(change);
        notNegative(change, "price", "0x80040317");
        notNegative(change, "quantityonhand", "0x80040203");
    }

    private void first(RowChange change) {
        change.put("organizationid", DataverseIds.ORGANIZATION);
        change.putIfAbsent("producttypecode", 1L);
        change.putIfAbsent("productstructure", 1L);
        boolean active = store.setting("createproductswithoutparentinactivestate");
        change.put("statecode", active ? ACTIVE : DRAFT);
        change.put("statuscode", active ? 1L : 0L);
    }

    private static void life(RowChange change) {
        long before = change.was("statecode") instanceof Long state ? state : DRAFT;
        long after = change.get("statecode") instanceof Long state ? state : before;
        if (before == RETIRED && change.namesMoreThanState()) {
            throw new DataverseError(400, "0x80040230", "The product is retired; make it active before it is changed.");
        }
        if (before == DRAFT && after == RETIRED) {
            throw new DataverseError(400, "0x8004F978", "A draft product cannot be retired; publish it first.");
        }
        if (before != DRAFT && after == DRAFT) {
            throw new DataverseError(400, "0x80061035", "A product that has been published cannot become a draft.");
        }
        if (before != ACTIVE && after == UNDER_REVISION && before != after) {
            throw DataverseError.stateInvalid("Only an active product can be revised.");
        }
        if (change.changes("defaultuomscheduleid")) {
            throw new DataverseError(400, "0x800422FE", "The unit group of a product cannot be changed.");
        }
    }

    private static void unit(RowChange change) {
        DataverseStore.Found unit = change.target("defaultuomid", "uom");
        if (unit == null || !Objects.equals(unit.value("uomscheduleid"), change.get("defaultuomscheduleid"))) {
            throw new DataverseError(
                    400, "0x80043b14", "The default unit does not belong to the product's unit group.");
        }
        DataverseStore.Found group = change.target("defaultuomscheduleid", "uomschedule");
        if (change.creating() && group != null && Long.valueOf(1).equals(group.value("statecode"))) {
            throw new DataverseError(400, "0x80040230", "The unit group of the product is inactive.");
        }
    }

    private void unique(RowChange change) {
        if (change.changes("productnumber")) {
            Row other = store.byText(change.table(), "productnumber", change.text("productnumber"));
            if (other != null && !other.id().equals(change.draft().id())) {
                throw new DataverseError(
                        400,
                        "0x80043b06",
                        "A product with the number '" + change.text("productnumber") + "' exists already.");
            }
        }
    }

    private static void notNegative(RowChange change, String column, String code) {
        if (change.changes(column) && change.amount(column).compareTo(BigDecimal.ZERO) < 0) {
            throw new DataverseError(
                    400,
                    code,
                    "A validation error occurred. The value of '" + column + "' is outside the valid range.");
        }
    }
}
