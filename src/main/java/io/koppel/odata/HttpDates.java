package io.koppel.odata;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Date}: the server's clock, by which watermarks are clamped. */
final class HttpDates {
    private HttpDates() {}

    /** The moment, null when the header is missing or no date. */
    static @Nullable Instant parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
