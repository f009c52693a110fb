package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Limits LIMITS = Limits.businessCentral();

    @Test
    void aRequestLeavesAtOnceWhileThereIsRoom() {
        RequestBudget budget = new RequestBudget(LIMITS, 5, 0.9);

        assertThat(budget.ask(100, START)).isZero();
    }

    @Test
    void noMoreRequestsAreInFlightThanTheServiceTakes() {
        RequestBudget budget = new RequestBudget(LIMITS, 50, 1);
        for (int sent = 0; sent < 5; sent++) {
            assertThat(budget.ask(1, START)).isZero();
        }

        assertThat(budget.ask(1, START)).isPositive();
        assertThat(budget.full()).isTrue();

        budget.ended(1, Duration.ofSeconds(1), START.plusSeconds(1));
        assertThat(budget.ask(1, START.plusSeconds(1))).isZero();
    }

    @Test
    void eachPartOfABatchCounts() {
        RequestBudget budget = new RequestBudget(LIMITS, 5, 1);
        for (int batch = 0; batch < 60; batch++) {
            assertThat(budget.ask(100, START)).isZero();
            budget.ended(100, Duration.ZERO, START);
        }

        assertThat(budget.ask(1, START.plusSeconds(1))).isEqualTo(Duration.ofSeconds(299));
        assertThat(budget.ask(100, START.plusSeconds(300))).isZero();
    }

    @Test
    void aShareIsLeftForOthers() {
        RequestBudget budget = new RequestBudget(LIMITS, 5, 0.5);
        spend(budget, 3000);

        assertThat(budget.ask(1, START)).isPositive();
    }

    @Test
    void aRequestCountsFromItsAnswerOnBecauseTheServiceCountedItInBetween() {
        RequestBudget budget = new RequestBudget(new Limits(1, Duration.ofSeconds(10), Duration.ZERO, 5), 5, 1);
        assertThat(budget.ask(1, START)).isZero();
        budget.ended(1, Duration.ofSeconds(4), START.plusSeconds(4));

        assertThat(budget.ask(1, START.plusSeconds(10))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aBatchLargerThanWhatIsAllowedStillLeavesOnceNothingElseCounts() {
        RequestBudget budget = new RequestBudget(new Limits(50, Duration.ofSeconds(10), Duration.ZERO, 5), 5, 1);

        assertThat(budget.ask(100, START)).isZero();
        budget.ended(100, Duration.ZERO, START);
        assertThat(budget.ask(1, START.plusSeconds(9))).isPositive();
        assertThat(budget.ask(100, START.plusSeconds(10))).isZero();
    }

    @Test
    void nothingLeavesInsideAWaitThatTheServiceAskedFor() {
        RequestBudget budget = new RequestBudget(LIMITS, 5, 1);
        budget.throttled(Duration.ofSeconds(14), START, START.plusSeconds(1));

        assertThat(budget.ask(1, START.plusSeconds(1))).isEqualTo(Duration.ofSeconds(14));
        assertThat(budget.ask(1, START.plusSeconds(14))).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.ask(1, START.plusSeconds(15))).isZero();
    }

    @Test
    void aShorterWaitDoesNotShortenALongerOne() {
        RequestBudget budget = new RequestBudget(LIMITS, 5, 1);
        budget.throttled(Duration.ofSeconds(60), START, START);
        budget.throttled(Duration.ofSeconds(2), START, START);

        assertThat(budget.ask(1, START)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void throttlingSlowsDownAndQuietSpeedsUpAgain() {
        RequestBudget budget = new RequestBudget(Limits.dataverse(), 10, 1);
        budget.throttled(Duration.ofSeconds(5), START, START);

        assertThat(budget.allowedConcurrency()).isEqualTo(7);
        budget.ask(1, START.plusSeconds(5));
        assertThat(budget.allowedConcurrency()).isEqualTo(7);
        budget.ask(1, START.plusSeconds(5 + 15));
        assertThat(budget.allowedConcurrency()).isEqualTo(8);
        budget.ask(1, START.plusSeconds(5 + 60));
        assertThat(budget.allowedConcurrency()).isEqualTo(10);
    }

    @Test
    void refusalsOfRequestsSentBeforeTheSlowDownDoNotSlowDownAgain() {
        RequestBudget budget = new RequestBudget(Limits.dataverse(), 10, 1);
        budget.throttled(Duration.ofSeconds(5), START, START.plusSeconds(1));
        budget.throttled(Duration.ofSeconds(5), START, START.plusSeconds(1));
        budget.throttled(Duration.ofSeconds(5), START.plusSeconds(1), START.plusSeconds(1));

        assertThat(budget.allowedConcurrency()).isEqualTo(7);
    }

    @Test
    void combinedExecutionTimeIsKept() {
        RequestBudget budget = new RequestBudget(Limits.dataverse(), 52, 1);
        assertThat(budget.ask(1, START)).isZero();
        budget.ended(1, Duration.ofSeconds(1200), START);

        assertThat(budget.ask(1, START.plusSeconds(100))).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void whatTheServiceTellsAboutExecutionTimeBeatsTheEstimate() {
        RequestBudget budget = new RequestBudget(Limits.dataverse(), 52, 0.9);
        budget.ask(1, START);
        budget.ended(1, Duration.ofSeconds(1200), START);

        budget.remainingExecution(Duration.ofSeconds(900), START);
        assertThat(budget.ask(1, START.plusSeconds(1))).isZero();

        budget.remainingExecution(Duration.ofSeconds(60), START.plusSeconds(1));
        assertThat(budget.ask(1, START.plusSeconds(1))).isPositive();
    }

    @Test
    void withoutAWindowOnlyTheNumberInFlightCounts() {
        RequestBudget budget = new RequestBudget(LIMITS.withoutWindow(), 5, 0.9);
        for (int sent = 0; sent < 100_000; sent++) {
            assertThat(budget.ask(100, START)).isZero();
            budget.ended(100, Duration.ofSeconds(10), START);
        }
    }

    /** promises.md P8: against a service that counts a true sliding window no request is refused, 90 % of the share is used. */
    @Property(tries = 60)
    void aTrueSlidingWindowIsNeverOverrunAndWellUsed(
            @ForAll @IntRange(min = 1, max = 5) int workers,
            @ForAll @IntRange(min = 1, max = 100) int units,
            @ForAll @IntRange(min = 0, max = 2000) int latencyMillis,
            @ForAll long seed) {
        java.util.SplittableRandom chance = new java.util.SplittableRandom(seed);
        RequestBudget budget = new RequestBudget(LIMITS, 5, 0.9);
        Deque<long[]> counted = new ArrayDeque<>();
        Instant[] busyUntil = new Instant[workers];
        java.util.Arrays.fill(busyUntil, START);
        boolean[] busy = new boolean[workers];
        Duration[] took = new Duration[workers];
        Instant now = START;
        long total = 0;
        long mostInWindow = 0;
        Instant end = START.plus(Duration.ofMinutes(15));
        while (now.isBefore(end)) {
            Instant soonest = end;
            for (int worker = 0; worker < workers; worker++) {
                if (busy[worker] && !busyUntil[worker].isAfter(now)) {
                    budget.ended(units, took[worker], now);
                    busy[worker] = false;
                }
                if (!busy[worker] && !busyUntil[worker].isAfter(now)) {
                    Duration wait = budget.ask(units, now);
                    if (wait.isZero()) {
                        took[worker] = Duration.ofMillis(1 + latencyMillis + chance.nextInt(200));
                        busyUntil[worker] = now.plus(took[worker]);
                        busy[worker] = true;
                        long arrived = now.plusMillis(chance.nextInt(1 + (int) took[worker].toMillis()))
                                .toEpochMilli();
                        counted.add(new long[] {arrived, units});
                        total += units;
                        mostInWindow = Math.max(mostInWindow, inWindow(counted, arrived));
                    } else {
                        busyUntil[worker] = now.plus(wait);
                    }
                }
                soonest = busyUntil[worker].isBefore(soonest) ? busyUntil[worker] : soonest;
            }
            now = soonest.isAfter(now) ? soonest : now.plusMillis(1);
        }
        assertThat(mostInWindow).isLessThanOrEqualTo(6000);
        double asFastAsTheWorkersCan = workers * 900_000.0 / (latencyMillis + 101) * units;
        assertThat((double) total).isGreaterThan(0.85 * Math.min(3 * 5400, asFastAsTheWorkersCan) - units * workers);
    }

    private static long inWindow(Deque<long[]> counted, long at) {
        while (!counted.isEmpty() && counted.peekFirst()[0] < at - 400_000) {
            counted.removeFirst();
        }
        return counted.stream()
                .filter(each -> each[0] > at - 300_000 && each[0] <= at)
                .mapToLong(each -> each[1])
                .sum();
    }

    private static void spend(RequestBudget budget, int units) {
        budget.ask(units, START);
        budget.ended(units, Duration.ZERO, START);
    }
}
