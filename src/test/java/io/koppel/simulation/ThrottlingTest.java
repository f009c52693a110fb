package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand updates against services that count requests as the real ones do and lengthen the wait of whoever calls inside
 * one (promises.md P8; business-central-api.md §11): Koppel keeps within what it is allowed, and uses it.
 */
class ThrottlingTest {
    private static final int RECORDS = 10_000;
    /** 90 % of 6,000 requests in five minutes. */
    private static final int ALLOWANCE = 5_400;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static World world;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Course coupled(List<String> accounts) {
        Course course = new Course(
                world,
                8,
                Circumstances.quiet(List.of("CUSTOMER"), new int[] {2000, 2000}, 100),
                Duration.ofMillis(200));
        for (int i = 0; i < RECORDS; i++) {
            accounts.add(course.account());
            rest(course, i);
        }
        // Accounts and customers come into being over an hour, so that the window is empty afterwards.
        course.everything("CUSTOMER");
        course.later(Duration.ofHours(1));
        for (int i = 0; i < RECORDS; i++) {
            course.changeAccount(accounts.get(i), "telephone1", "55" + i);
            rest(course, i);
        }
        return course;
    }

    /** People are counted, too. */
    private static void rest(Course course, int requests) {
        if (requests % 5000 == 4999) {
            course.later(Duration.ofMinutes(6));
        }
    }

    @Test
    void noRequestIsRefusedAndTheAllowanceIsUsed() {
        Course course = coupled(new ArrayList<>());
        long units = course.transport().units();
        long refused = course.transport().refused();
        Instant began = world.time().now();

        course.job("CUSTOMER");

        long spent = course.transport().units() - units;
        Duration took = Duration.between(began, world.time().now());
        assertThat(spent).isGreaterThan(RECORDS);
        // Whoever may send so much in five minutes can do no better than to wait until the first is forgotten again.
        Duration best = WINDOW.multipliedBy((spent - 1) / ALLOWANCE);
        assertThat((double) best.toSeconds() / took.toSeconds())
                .as("%d requests in %s, at best in %s", spent, took, best)
                .isGreaterThanOrEqualTo(0.9);
        assertThat(course.transport().refused() - refused).isZero();
        assertThat(course.transport().insideWait()).isEmpty();
        assertThat(course.copy(Side.BUSINESS_CENTRAL)).isEqualTo(course.copy(Side.DATAVERSE));
    }

    /** Another program signs in as the same client, and nobody tells Koppel. */
    @Test
    void whereSomebodyElseSpendsTheAllowanceKoppelWaitsAsItIsTold() {
        Course course = coupled(new ArrayList<>());
        long requests = course.transport().units();
        long refused = course.transport().refused();
        int[] others = {0};
        course.beforeRequests(request -> {
            if (World.toDataverse(request) || others[0] > 4000) {
                return;
            }
            for (int i = 0; i < 40; i++) {
                others[0]++;
                world.client("koppel", "GET", World.COMPANION + "customers?$top=1&$select=number");
            }
        });

        course.job("CUSTOMER");
        course.beforeRequests(request -> {});
        course.untilQuiet("CUSTOMER", 10);

        long spent = course.transport().units() - requests;
        long waits = course.transport().refused() - refused;
        assertThat(course.transport().insideWait()).isEmpty();
        assertThat(waits).isPositive();
        assertThat((double) waits / spent).as("%d of %d refused", waits, spent).isLessThan(0.01);
        assertThat(course.copy(Side.BUSINESS_CENTRAL)).isEqualTo(course.copy(Side.DATAVERSE));
    }
}
