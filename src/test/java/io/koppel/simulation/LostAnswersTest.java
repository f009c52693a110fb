package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Of 30 % of all writes the services carry out, Koppel never hears (promises.md P4): both sides end up as without faults, no
 * write is applied twice, and the history tells each of them once (P12).
 */
class LostAnswersTest {
    private static final Circumstances SMALL_BATCHES = Circumstances.quiet(List.of("CUSTOMER"), new int[] {20, 20}, 5);
    private static World world;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Creates and edits on both sides, the same each time. */
    private static Course course(boolean answersAreLost) {
        Course course = new Course(world, 30, SMALL_BATCHES);
        if (answersAreLost) {
            for (String service : List.of("businessCentral", "dataverse")) {
                course.fault(
                        "service",
                        service,
                        "match",
                        "^POST .*(batch|CreateMultiple)",
                        "fault",
                        "drop-after-apply",
                        "probability",
                        0.3,
                        "seed",
                        4);
            }
        }
        Random random = new Random(7);
        List<String> customers = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            customers.add(course.customer());
            accounts.add(course.account());
        }
        course.everything("CUSTOMER");
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 60; i++) {
                course.changeCustomer(customers.get(random.nextInt(150)), "addressLine1", "C" + round + i);
                course.changeAccount(accounts.get(random.nextInt(150)), "telephone1", "55" + round + i);
            }
            course.later(Duration.ofMinutes(1));
            course.job("CUSTOMER");
        }
        course.untilQuiet("CUSTOMER", 40);
        return course;
    }

    @Test
    void theEndIsTheSameAsWithoutFaultsAndNothingIsWrittenTwice() {
        Course faultless = course(false);
        Map<String, Map<String, String>> expected = faultless.copy(Side.BUSINESS_CENTRAL);
        int writes = faultless.writes().size();
        assertThat(faultless.copy(Side.DATAVERSE)).isEqualTo(expected).hasSize(300);
        assertThat(faultless.transport().lost()).isZero();

        Course course = course(true);

        assertThat((double) course.transport().lost() / course.transport().writes())
                .as("lost of %d writing requests", course.transport().writes())
                .isGreaterThan(0.2);
        assertThat(course.copy(Side.BUSINESS_CENTRAL)).isEqualTo(expected);
        assertThat(course.copy(Side.DATAVERSE)).isEqualTo(expected);
        assertThat(course.couplings("CUSTOMER")).hasSize(300).noneMatch(coupling -> coupling.state()
                .isPending());
        assertThat(course.emptyWrites()).isEmpty();
        assertThat(course.unexplained()).isEmpty();
        assertThat(course.told(false))
                .as("nobody changed what was sent before Koppel looked")
                .isEmpty();
        // Fewer, if anything: two edits become one write where the first had to wait.
        assertThat(course.writes().size()).isLessThanOrEqualTo(writes);
    }
}
