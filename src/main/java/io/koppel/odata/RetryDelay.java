package io.koppel.odata;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before a request is repeated. */
final class RetryDelay {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private RetryDelay() {}

    /**
     * Doubles with each attempt up to a minute; half of it is chance, so that callers that failed together do not come
     * back together.
     *
     * @param attempt number of the attempt that failed, from 1
     */
    static Duration afterAttempt(int attempt, RandomGenerator chance) {
        long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 16));
        return Duration.ofMillis(full / 2 + chance.nextLong(full / 2 + 1));
    }

    /**
     * Reads {@code Retry-After}, given in seconds or as a date (RFC 9110 §10.2.3).
     *
     * @param now the service's time if it told it, so that a skewed local clock does not stretch the wait
     * @return null when there is none or it cannot be read; at most an hour
     */
    static @Nullable Duration asked(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.trim();
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return text.length() > 9 ? LONGEST_ASKED : bounded(Duration.ofSeconds(Long.parseLong(text)));
            }
            return bounded(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
