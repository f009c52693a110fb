package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ETags: opaque base64 of the row's version (business-central-api.md §6.1). */
final class ETags {
    private static final Pattern FORM = Pattern.compile("W/\"[A-Za-z0-9+/=]+\"");

    private ETags() {}

    static String of(Row row) {
        return "W/\"" + opaque(row) + "\"";
    }

    /** The part between the quotes. */
    static String opaque(Row row) {
        String version = Long.toString(row.version());
        StringBuilder text = new StringBuilder(28).append("19;");
        text.append("0".repeat(19 - version.length())).append(version).append(";'00;'");
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Holds a write to the version its caller knows.
     *
     * @throws BcException 400 without a readable {@code If-Match}, 409 when the row has changed
     */
    static void check(@Nullable String ifMatch, Row row) {
        if (ifMatch == null
                || (!ifMatch.equals("*") && !FORM.matcher(ifMatch.strip()).matches())) {
            throw new BcException(
                    400,
                    "BadRequest_InvalidToken",
                    "Could not validate the client concurrency token: If-Match must hold the row's ETag or *.");
        }
        if (!ifMatch.equals("*") && !ifMatch.strip().equals(of(row))) {
            throw new BcException(
                    409, "Request_EntityChanged", "Another user has already changed the record " + row.id() + ".");
        }
    }
}
