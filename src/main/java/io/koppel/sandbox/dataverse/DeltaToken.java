package io.koppel.sandbox.dataverse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the history of a table (dataverse-web-api.md §7).
 *
 * @param version the newest row version at that time
 * @param deleted how many rows had been deleted
 * @param at when
 */
record DeltaToken(long version, int deleted, Instant at) {
    private static final Pattern FORM = Pattern.compile("(\\d+)!(\\d+)!(\\d+)");

    static DeltaToken now(DataverseStore store, StoredTable table) {
        return new DeltaToken(
                store.database().version(),
                table.deleted().count(),
                store.database().now());
    }

    static DeltaToken parse(String text) {
        Matcher token = FORM.matcher(text);
        if (!token.matches()) {
            throw expired("The delta token '" + text + "' is not one of this service; synchronize all rows again.");
        }
        return new DeltaToken(
                Long.parseLong(token.group(1)),
                Integer.parseInt(token.group(2)),
                Instant.ofEpochSecond(Long.parseLong(token.group(3))));
    }

    static DataverseError expired(String message) {
        return new DataverseError(400, "0x80044352", message);
    }

    String text() {
        return version + "!" + deleted + "!" + at.getEpochSecond();
    }

    String encoded() {
        return URLEncoder.encode(text(), StandardCharsets.UTF_8);
    }
}
