package io.koppel.sandbox.dataverse;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads GUIDs as Dataverse writes them: 36 characters, no braces (dataverse-web-api.md §10.1). */
final class Guids {
    private static final int LENGTH = 36;

    private Guids() {}

    /** The GUID, or null when the text is none. */
    static @Nullable UUID parse(String text) {
        if (text.length() != LENGTH
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
