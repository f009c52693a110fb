package io.koppel.operate.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values in words, for templates. */
final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** The filter {@code moment}: a time to the second, in UTC, as the logs have it. */
    static String moment(@Nullable Object input) {
        return input instanceof Instant instant
                ? instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ')
                : "never";
    }

    /** The filter {@code ago}: how long ago a time was, or how far ahead it is. */
    static String ago(@Nullable Object input) {
        if (!(input instanceof Instant instant)) {
            return "never";
        }
        long seconds = Duration.between(instant, Instant.now()).toSeconds();
        if (Math.abs(seconds) < 5) {
            return "now";
        }
        return seconds > 0 ? span(seconds) + " ago" : "in " + span(-seconds);
    }

    /** The filter {@code due}: when something is to happen that may be late. */
    static String due(@Nullable Object input) {
        return input instanceof Instant instant && instant.isBefore(Instant.now()) ? "due" : ago(input);
    }

    /** The filter {@code lasting}: seconds, or a duration in ISO 8601, in words. */
    static String lasting(@Nullable Object input) {
        if (input instanceof Number seconds) {
            return span(seconds.longValue());
        }
        return input instanceof String text && text.startsWith("P")
                ? span(Duration.parse(text).toSeconds())
                : "";
    }

    /** The filter {@code way}: a direction's key in words. */
    static String way(@Nullable Object input) {
        String key = String.valueOf(input);
        return switch (key) {
            case "to-dataverse" -> "to Dataverse";
            case "from-dataverse" -> "from Dataverse";
            case "bidirectional" -> "both ways";
            case "merge" -> "each side’s changes to the other";
            default -> key;
        };
    }

    private static String span(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < DAY) {
            long minutes = seconds % HOUR / MINUTE;
            return seconds / HOUR + " h" + (minutes == 0 || seconds >= 10 * HOUR ? "" : " " + minutes + " min");
        }
        return seconds / DAY + (seconds / DAY == 1 ? " day" : " days");
    }
}
