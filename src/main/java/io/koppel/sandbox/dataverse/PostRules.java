package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Row;
import java.util.UUID;

/**
 * Posts on the timeline of a row: written once, never changed, and only where posts are switched on for the row's table
 * (dataverse-web-api.md §6.5, §11.6).
 */
final class PostRules implements TableRules {
    private static final long MANUAL = 2;
    private static final long STATUS = 7;

    private final DataverseStore store;

    PostRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        if (!change.creating()) {
            throw DataverseError.notAllowed("The 'Update' method does not support entities of type 'post'.");
        }
        change.require("text", "0x80040200", DataverseError.needed("text"));
        change.require("regardingobjectid", "0x80040200", DataverseError.needed("regardingobjectid"));
        change.putIfAbsent("source", MANUAL);
        change.putIfAbsent("type", STATUS);
        change.put("organizationid", DataverseIds.ORGANIZATION);
        UUID about = change.id("regardingobjectid");
        DataverseColumn lookup = change.table().table().column("regardingobjectid");
        if (about == null || lookup == null) {
            return;
        }
        for (DataverseNavigation navigation : lookup.navigations()) {
            DataverseStore.Found found = store.forWrite(navigation.target(), about);
            if (found != null) {
                switchedOn(navigation.target());
                change.put("regardingobjectownerid", found.value("ownerid"));
                change.put("regardingobjectowningbusinessunit", found.value("owningbusinessunit"));
            }
        }
    }

    private void switchedOn(String table) {
        StoredTable configurations = store.table("msdyn_postconfig");
        Row row = store.byText(configurations, "msdyn_entityname", table);
        boolean on = row != null
                && Long.valueOf(0).equals(configurations.value(row, "statecode"))
                && Boolean.TRUE.equals(configurations.value(row, "msdyn_configurewall"));
        if (!on) {
            throw new DataverseError(
                    400,
                    "0x80040265",
                    "Posts are not enabled for the table '" + table + "'; see its post configuration.");
        }
    }
}
