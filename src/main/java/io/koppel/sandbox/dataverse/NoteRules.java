package io.koppel.sandbox.dataverse;

import java.util.Base64;
import java.util.UUID;

/** Notes: text or a file about one row, whose table they name themselves (dataverse-web-api.md §6.5, §11.6, §16). */
final class NoteRules implements TableRules {
    private final DataverseStore store;

    NoteRules(DataverseStore store) {
        this.store = store;
    }

    @Override
    public void before(RowChange change) {
        change.require("objectid", "0x80040200", DataverseError.needed("objectid"));
        change.putIfAbsent("isdocument", false);
        if (!change.flag("isdocument")) {
            change.require("notetext", "0x80040200", DataverseError.needed("notetext"));
        }
        UUID about = change.id("objectid");
        DataverseColumn lookup = change.table().table().column("objectid");
        if (about != null && lookup != null) {
            for (DataverseNavigation navigation : lookup.navigations()) {
                if (store.forWrite(navigation.target(), about) != null) {
                    change.put("objecttypecode", navigation.target());
                }
            }
        }
        change.put("filesize", (long) size(change.text("documentbody")));
    }

    private static int size(String body) {
        try {
            return Base64.getDecoder().decode(body).length;
        } catch (IllegalArgumentException e) {
            throw DataverseError.payload("'documentbody' takes a file in base64.");
        }
    }
}
