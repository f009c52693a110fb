package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.RowDraft;

/** The full names of contacts and users, which the server makes of their parts (dataverse-web-api.md §10.8). */
final class PersonNames {
    private PersonNames() {}

    static void apply(StoredTable table, RowDraft draft) {
        switch (table.table().logicalName()) {
            case "contact" -> set(table, draft, "firstname", "middlename", "lastname");
            case "systemuser" -> set(table, draft, "firstname", "lastname");
            default -> {}
        }
    }

    private static void set(StoredTable table, RowDraft draft, String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            Object value = RowRules.get(table, draft, part);
            if (value != null) {
                name.append(name.length() == 0 ? "" : " ").append(value);
            }
        }
        RowRules.put(table, draft, "fullname", name.length() == 0 ? null : name.toString());
    }
}
