package io.koppel.sandbox.admin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Durations in admin calls: ISO 8601, with a leading sign if wanted. */
final class Durations {
    private Durations() {}

    static Duration of(String name, @Nullable Object value) {
        try {
            return Duration.parse(String.valueOf(value));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    name + ": '" + value + "' is not a duration, expected one like PT0.02S or -PT5M", e);
        }
    }
}
