package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.coupling.Versions;
import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.mapping.Side;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scheduled runs in both directions while the two clocks disagree: nothing is missed, nothing comes back as an echo. */
class EchoAndWatermarkTest {
    private static final String BEHIND = "-PT300S";
    private static final String AHEAD = "PT300S";
    private static final Duration LATER = Duration.ofMinutes(10);

    private Scene scene;
    private Pair customer;
    private Pair contact;

    @BeforeEach
    void start() {
        scene = Scene.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    /** A customer and a contact in step, both mappings looked at, and the overlap passed. */
    private void coupledAndSynchronized(String dataverseClock) {
        scene.clock("PT0S", dataverseClock);
        customer = scene.customerPair("Relecloud");
        contact = personOf(customer, "Ann", "Lee");
        settle();
    }

    /** A coupled contact that is the primary one on both sides, so that nothing is left to be carried over. */
    private Pair personOf(Pair company, String first, String last) {
        Pair person = scene.contactPair(company, first, last);
        scene.changeCustomer(company.businessCentral(), "primaryContactId", person.businessCentral());
        return person;
    }

    private void settle() {
        scene.job("CUSTOMER");
        scene.job("CONTACT");
        scene.later(LATER);
    }

    private List<Long> state() {
        Versions account = scene.coupling("CUSTOMER", customer.dataverse()).versions();
        Versions person = scene.coupling("CONTACT", contact.dataverse()).versions();
        return List.of(
                account.businessCentralStamp(),
                account.dataverseStamp(),
                person.businessCentralStamp(),
                person.dataverseStamp(),
                scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL),
                scene.watermark("CUSTOMER", Side.DATAVERSE),
                scene.watermark("CONTACT", Side.BUSINESS_CENTRAL),
                scene.watermark("CONTACT", Side.DATAVERSE));
    }

    private void nothingToSynchronize(String dataverseClock) {
        coupledAndSynchronized(dataverseClock);
        List<Long> before = state();
        long mark = scene.mark();

        for (String mapping : List.of("CUSTOMER", "CONTACT")) {
            RunStatus run = scene.job(mapping);

            assertThat(counters(run, TO)).isEqualTo(Counters.ZERO);
            assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        }
        assertThat(state()).isEqualTo(before);
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("ES-15")
    void nothingChangedAndEqualClocks() {
        nothingToSynchronize("PT0S");
    }

    @Test
    @Scenario("ES-16")
    void nothingChangedAndDataverseBehind() {
        nothingToSynchronize(BEHIND);
    }

    @Test
    @Scenario("ES-17")
    void nothingChangedAndDataverseAhead() {
        nothingToSynchronize(AHEAD);
    }

    private void bothSidesEdited(String dataverseClock) {
        coupledAndSynchronized(dataverseClock);
        List<Long> before = state();
        scene.changeCustomer(customer.businessCentral(), "displayName", "Here");
        scene.changeAccount(customer.dataverse(), "name", "There");
        scene.person().bcChange("contacts", contact.businessCentral(), Scene.values("lastName", "Here"));
        scene.person().dataverseChange("contacts", contact.dataverse(), Scene.values("lastname", "There"));
        long mark = scene.mark();

        for (String mapping : List.of("CUSTOMER", "CONTACT")) {
            RunStatus run = scene.job(mapping);

            assertThat(counters(run, TO)).isEqualTo(failed(1));
            assertThat(counters(run, FROM)).isEqualTo(failed(1));
        }
        List<Long> after = state();
        assertThat(after.subList(0, 4)).as("couplings").isEqualTo(before.subList(0, 4));
        for (int i = 4; i < after.size(); i++) {
            assertThat(after.get(i)).as("watermark " + i).isGreaterThanOrEqualTo(before.get(i));
        }
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    @Scenario("ES-19")
    void conflictsAndDataverseBehind() {
        bothSidesEdited(BEHIND);
    }

    @Test
    @Scenario("ES-20")
    void conflictsAndDataverseAhead() {
        bothSidesEdited(AHEAD);
    }

    @Test
    @Scenario("ES-23")
    void successfulRunsRememberWhatTheServicesAnswered() {
        scene.clock("PT0S", AHEAD);
        Pair one = scene.customerPair("One");
        Pair two = scene.customerPair("Two");
        Pair ann = personOf(one, "Ann", "One");
        Pair bob = personOf(two, "Bob", "Two");
        settle();
        scene.changeCustomer(one.businessCentral(), "phoneNumber", "+45 1");
        scene.changeAccount(two.dataverse(), "telephone1", "+45 2");
        scene.person().bcChange("contacts", bob.businessCentral(), Scene.values("lastName", "Here"));
        scene.person().dataverseChange("contacts", ann.dataverse(), Scene.values("lastname", "There"));

        for (String mapping : List.of("CUSTOMER", "CONTACT")) {
            RunStatus run = scene.job(mapping);

            assertThat(counters(run, TO)).isEqualTo(modified(1));
            assertThat(counters(run, FROM)).isEqualTo(modified(1).plus(unchanged(1)));
        }
        assertThat(scene.accountNow(one.dataverse()).get("telephone1").asText()).isEqualTo("+45 1");
        assertThat(scene.customerNow(two.businessCentral()).get("phoneNumber").asText())
                .isEqualTo("+45 2");
        for (Pair pair : List.of(one, two)) {
            Versions known = scene.coupling("CUSTOMER", pair.dataverse()).versions();
            assertThat(known.businessCentralStamp())
                    .isEqualTo(time(scene.customerNow(pair.businessCentral())
                            .get("systemModifiedAt")
                            .asText()));
            assertThat(known.dataverseStamp())
                    .isEqualTo(time(
                            scene.accountNow(pair.dataverse()).get("modifiedon").asText()));
        }
    }

    private static long time(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    private void twoEditsInBusinessCentral(String dataverseClock) {
        coupledAndSynchronized(dataverseClock);
        for (String name : List.of("X1", "X2")) {
            scene.changeCustomer(customer.businessCentral(), "displayName", name);

            RunStatus run = scene.job("CUSTOMER");

            assertThat(scene.accountNow(customer.dataverse()).get("name").asText())
                    .isEqualTo(name);
            assertThat(counters(run, TO)).isEqualTo(modified(1));
            assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        }
    }

    @Test
    @Scenario("ES-30")
    void twoEditsInBusinessCentralAndDataverseBehind() {
        twoEditsInBusinessCentral(BEHIND);
    }

    @Test
    @Scenario("ES-31")
    void twoEditsInBusinessCentralAndDataverseAhead() {
        twoEditsInBusinessCentral(AHEAD);
    }

    private void twoEditsInDataverse(String dataverseClock) {
        coupledAndSynchronized(dataverseClock);
        scene.changeAccount(customer.dataverse(), "name", "Y1");

        RunStatus first = scene.job("CUSTOMER");

        assertThat(scene.customerNow(customer.businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("Y1");
        assertThat(counters(first, TO)).isEqualTo(Counters.ZERO);
        assertThat(counters(first, FROM)).isEqualTo(modified(1));

        scene.changeAccount(customer.dataverse(), "name", "Y2");

        RunStatus second = scene.job("CUSTOMER");

        assertThat(scene.customerNow(customer.businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("Y2");
        assertThat(counters(second, TO)).isEqualTo(unchanged(1));
        assertThat(counters(second, FROM)).isEqualTo(modified(1));
    }

    @Test
    @Scenario("ES-32")
    void twoEditsInDataverseAndDataverseBehind() {
        twoEditsInDataverse(BEHIND);
    }

    @Test
    @Scenario("ES-33")
    void twoEditsInDataverseAndDataverseAhead() {
        twoEditsInDataverse(AHEAD);
    }

    @Test
    @Scenario("ES-36")
    void anEditThereThenAnEditHereAndDataverseBehind() {
        coupledAndSynchronized(BEHIND);
        scene.changeAccount(customer.dataverse(), "name", "Y1");

        RunStatus first = scene.job("CUSTOMER");

        assertThat(scene.customerNow(customer.businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("Y1");
        assertThat(counters(first, TO)).isEqualTo(Counters.ZERO);
        assertThat(counters(first, FROM)).isEqualTo(modified(1));

        scene.changeCustomer(customer.businessCentral(), "displayName", "X1");

        RunStatus second = scene.job("CUSTOMER");

        assertThat(scene.accountNow(customer.dataverse()).get("name").asText()).isEqualTo("X1");
        assertThat(counters(second, TO)).isEqualTo(modified(1));
        assertThat(counters(second, FROM)).isEqualTo(unchanged(1));
    }

    @Test
    void oneEditIsOneWriteHoweverOftenTheJobRuns() {
        coupledAndSynchronized("PT0S");
        long mark = scene.mark();
        scene.changeCustomer(customer.businessCentral(), "displayName", "X1");
        scene.changeAccount(customer.dataverse(), "telephone1", "+45 1");

        for (int cycle = 0; cycle < 10; cycle++) {
            scene.job("CUSTOMER");
        }

        assertThat(scene.writes(mark)).as("one to each side").hasSize(2);
        assertThat(scene.accountNow(customer.dataverse()).get("name").asText()).isEqualTo("X1");
        assertThat(scene.customerNow(customer.businessCentral())
                        .get("phoneNumber")
                        .asText())
                .isEqualTo("+45 1");
    }

    @Test
    @Scenario("ES-13")
    void aChangeOutsideTheMappingIsUnchangedAndRemembered() {
        coupledAndSynchronized("PT0S");
        long before =
                scene.coupling("CUSTOMER", customer.dataverse()).versions().businessCentralStamp();
        scene.changeCustomer(customer.businessCentral(), "locationCode", "EAST");
        long mark = scene.mark();

        RunStatus run = scene.run("CUSTOMER", TO, customer.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.coupling("CUSTOMER", customer.dataverse()).versions().businessCentralStamp())
                .isGreaterThan(before);
    }

    @Test
    @Scenario("TS-06")
    void aKnownVersionIsUnchangedWithoutAnythingBeingWritten() {
        coupledAndSynchronized("PT0S");
        long mark = scene.mark();

        RunStatus run = scene.run("CUSTOMER", FROM, customer.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        assertThat(scene.writes(mark)).isEmpty();
    }
}
