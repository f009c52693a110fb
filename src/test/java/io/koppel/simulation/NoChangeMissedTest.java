package io.koppel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.Side;
import io.koppel.odata.HttpRequestValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What runs over changed records carry over is all there is (promises.md P6): five hundred records of one moment across the
 * borders of pages, writes that become visible two minutes late, edits while Koppel is between two pages, and clocks of the
 * services that are ten minutes off.
 */
class NoChangeMissedTest {
    private static World world;

    @BeforeAll
    static void start() {
        world = World.inMemory();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT0S", "PT10M,-PT10M", "-PT10M,PT10M", "PT10M,PT10M"})
    void theIncrementalCopyIsTheFullCopy(Duration businessCentral, Duration dataverse) {
        Course course = new Course(
                world, 6, Circumstances.quiet(List.of("CUSTOMER"), new int[] {37, 41}, 50, businessCentral, dataverse));
        List<String> customers = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            customers.add(course.customer());
            accounts.add(course.account());
        }
        course.everything("CUSTOMER");
        course.later(Duration.ofHours(1));

        for (int i = 0; i < 500; i++) {
            customers.add(course.customer());
            accounts.add(course.account());
        }
        visibleLate(course, customers, accounts);
        Editors editors = new Editors(course, customers, accounts);
        course.beforeRequests(editors::betweenPages);
        for (int minute = 0; minute < 4; minute++) {
            course.job("CUSTOMER");
            course.later(Duration.ofMinutes(1));
        }
        course.beforeRequests(request -> {});
        course.untilQuiet("CUSTOMER", 10);

        assertThat(editors.edits).isGreaterThan(40);
        Map<String, Map<String, String>> here = course.copy(Side.BUSINESS_CENTRAL);
        assertThat(course.copy(Side.DATAVERSE)).isEqualTo(here).hasSize(1060);
        assertThat(course.engine().errors().missing()).isEmpty();
        long before = course.ledger().last();
        assertThat(course.everything("CUSTOMER")).isTrue();
        assertThat(course.ledger().last())
                .as("a full synchronization finds nothing left to write")
                .isEqualTo(before);
    }

    /** Edits that happen now and are seen two minutes later, as those of long transactions. */
    private static void visibleLate(Course course, List<String> customers, List<String> accounts) {
        course.fault("match", "PATCH .*select=", "fault", "late-visibility", "probability", 1.0, "duration", "PT2M");
        for (int i = 0; i < 20; i++) {
            course.change(
                    World.COMPANION + "customers(" + customers.get(i) + ")?$select=systemId",
                    Map.of("addressLine2", "Late " + i));
            course.change(
                    World.DATAVERSE + "accounts(" + accounts.get(i) + ")?$select=accountid",
                    Map.of("telephone1", "44" + i));
        }
        course.noFaults();
    }

    /** People who edit each time Koppel is about to read a page: a record that it may have read already, or not yet. */
    private static final class Editors {
        private final Course course;
        private final List<String> customers;
        private final List<String> accounts;
        private final Random random = new Random(11);
        private int edits;

        Editors(Course course, List<String> customers, List<String> accounts) {
            this.course = course;
            this.customers = customers;
            this.accounts = accounts;
        }

        void betweenPages(HttpRequestValue request) {
            boolean page =
                    request.method().equals("GET") && request.uri().getPath().matches(".*/(customers|accounts)");
            if (page && edits < 120) {
                edits++;
                course.later(Duration.ofMillis(random.nextInt(1500)));
                // Two sets of records, as an edit of both sides of a pair would be a conflict.
                int customer = 20 + 2 * random.nextInt(250);
                int account = 21 + 2 * random.nextInt(250);
                course.changeCustomer(customers.get(customer), "addressLine1", "Street " + edits);
                course.changeAccount(accounts.get(account), "address1_line1", "Road " + edits);
            }
        }
    }
}
