package io.koppel.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.journal.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a job runs next (sync-semantics.md §8); no clock runs here. */
class JobRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Counters QUIET = new Counters(0, 0, 0, 7, 5, 0, 3, 2);

    private static JobDefinition job(Duration timeout) {
        return new JobDefinition(
                "CUSTOMER", JobKind.MAPPING, "", "CUSTOMER", "BCI CUST", Duration.ofMinutes(30), timeout, true);
    }

    @Test
    void unchanged_skipped_coupled_and_uncoupled_records_do_not_keep_a_job_awake() {
        assertThat(JobRules.afterRun(job(Duration.ofHours(12)), QUIET, true, NOON))
                .isEqualTo(new JobRules.Next(QueueStatus.ASLEEP, NOON.plus(Duration.ofHours(12)), 0));
    }

    @Test
    void each_kind_of_activity_keeps_a_job_awake() {
        for (Counters active : List.of(
                new Counters(1, 0, 0, 0, 0, 0, 0, 0),
                new Counters(0, 1, 0, 0, 0, 0, 0, 0),
                new Counters(0, 0, 1, 0, 0, 0, 0, 0),
                new Counters(0, 0, 0, 0, 0, 1, 0, 0))) {
            assertThat(JobRules.afterRun(job(Duration.ofHours(12)), active, true, NOON))
                    .isEqualTo(new JobRules.Next(QueueStatus.READY, NOON.plus(Duration.ofMinutes(30)), 0));
        }
    }

    @Test
    void a_job_without_inactivity_timeout_never_sleeps() {
        assertThat(JobRules.afterRun(job(null), QUIET, true, NOON).status()).isEqualTo(QueueStatus.READY);
    }

    @Test
    void a_run_that_logged_nothing_is_no_reason_to_sleep() {
        assertThat(JobRules.afterRun(job(Duration.ofHours(1)), Counters.ZERO, false, NOON)
                        .status())
                .isEqualTo(QueueStatus.READY);
    }

    @Test
    void a_timeout_of_zero_sleeps_until_a_change() {
        assertThat(JobRules.afterRun(job(Duration.ZERO), QUIET, true, NOON))
                .isEqualTo(new JobRules.Next(QueueStatus.ASLEEP, null, 0));
    }

    @Test
    void seven_short_delays_grow_tenfold_and_three_long_ones_follow() {
        List<Duration> delays = IntStream.rangeClosed(1, 10)
                .mapToObj(attempt -> JobRules.delay(JobKind.MAPPING, attempt))
                .toList();

        assertThat(delays.subList(0, 4))
                .containsExactly(
                        Duration.ofMillis(30_010),
                        Duration.ofMillis(30_100),
                        Duration.ofMillis(31_000),
                        Duration.ofMillis(40_000));
        assertThat(delays.get(6)).isEqualTo(Duration.ofMillis(10_030_000));
        assertThat(delays.subList(7, 10)).containsOnly(Duration.ofHours(6).plusSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(JobKind.class)
    void a_job_that_fails_again_and_again_stops_after_its_last_attempt(JobKind kind) {
        Instant clock = NOON;
        JobRules.Next next = new JobRules.Next(QueueStatus.READY, clock, 0);
        int runs = 0;
        while (next.next() != null) {
            clock = next.next();
            next = JobRules.afterFailure(kind, next.attempts(), clock);
            runs++;
        }

        assertThat(next.status()).isEqualTo(QueueStatus.ERROR);
        assertThat(runs).isEqualTo(kind == JobKind.MAPPING ? 10 : 2);
    }

    @Test
    void one_run_that_comes_to_its_end_forgets_the_failures() {
        JobRules.Next failed = JobRules.afterFailure(JobKind.MAPPING, 8, NOON);

        assertThat(failed.attempts()).isEqualTo(9);
        assertThat(JobRules.afterRun(job(null), QUIET, true, NOON).attempts()).isZero();
    }

    @Test
    void a_run_that_waits_for_a_confirmation_neither_sleeps_nor_forgets_failures() {
        assertThat(JobRules.afterRefusal(job(Duration.ofHours(12)), 3, NOON))
                .isEqualTo(new JobRules.Next(QueueStatus.READY, NOON.plus(Duration.ofMinutes(30)), 3));
    }

    @Test
    void a_change_wakes_what_sleeps_or_is_due_later_than_in_a_minute() {
        Instant soon = NOON.plusSeconds(30);

        assertThat(JobRules.wake(QueueStatus.ASLEEP, NOON.plusSeconds(3600), NOON))
                .contains(soon);
        assertThat(JobRules.wake(QueueStatus.ASLEEP, null, NOON)).contains(soon);
        assertThat(JobRules.wake(QueueStatus.READY, NOON.plusSeconds(61), NOON)).contains(soon);
        assertThat(JobRules.wake(QueueStatus.READY, NOON.plusSeconds(60), NOON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = QueueStatus.class,
            names = {"ON_HOLD", "ERROR", "IN_PROCESS", "WAITING", "FINISHED"})
    void a_change_wakes_nothing_that_runs_or_must_not_run(QueueStatus status) {
        assertThat(JobRules.wake(status, null, NOON)).isEmpty();
    }
}
