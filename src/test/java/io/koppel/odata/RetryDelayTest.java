package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void secondsAreRead() {
        assertThat(RetryDelay.asked("14", NOW)).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void aDateIsReckonedFromTheServersTime() {
        assertThat(RetryDelay.asked("Sun, 01 Mar 2026 08:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatHasPassedMeansNow() {
        assertThat(RetryDelay.asked("Sun, 01 Mar 2026 07:00:00 GMT", NOW)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "864000"})
    void noWaitIsLongerThanAnHour(String header) {
        assertThat(RetryDelay.asked(header, NOW)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-5", "1.5"})
    void whatCannotBeReadIsNoWait(String header) {
        assertThat(RetryDelay.asked(header, NOW)).isNull();
    }

    @Test
    void waitsGrowUpToAMinuteAndDifferByChance() {
        SplittableRandom chance = new SplittableRandom(1);
        for (int attempt = 1; attempt < 40; attempt++) {
            Duration full = Duration.ofMillis(Math.min(60_000, 250L << Math.min(attempt - 1, 16)));
            assertThat(RetryDelay.afterAttempt(attempt, chance)).isBetween(full.dividedBy(2), full);
        }
        assertThat(RetryDelay.afterAttempt(5, chance)).isNotEqualTo(RetryDelay.afterAttempt(5, chance));
    }
}
