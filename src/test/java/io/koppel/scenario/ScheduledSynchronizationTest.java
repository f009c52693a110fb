package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
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

/** What a mapping's job finds, in which order, and where its watermarks stand afterwards. */
class ScheduledSynchronizationTest {
    private static final String BOTH = "direction: bidirectional\n    onlyCoupled: true";
    private Scene scene;

    @BeforeEach
    void start() {
        scene = Scene.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private void customers(String direction, boolean onlyCoupled) {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(BOTH, "direction: " + direction + "\n    onlyCoupled: " + onlyCoupled + " "));
    }

    private int customers() {
        return scene.person().bcList("customers", null).size();
    }

    private int accounts() {
        return scene.person().dataverseList("accounts", null).size();
    }

    @Test
    @Scenario({"TS-02", "SJ-01"})
    void anEmptySourceGivesAnEmptySuccessfulRowPerDirection() {
        for (String direction : List.of("to-dataverse", "from-dataverse", "bidirectional")) {
            customers(direction, false);
            long mark = scene.mark();

            RunStatus run = scene.job("CUSTOMER");

            assertThat(run.run().status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(run.passes())
                    .extracting(pass -> pass.direction())
                    .containsExactlyElementsOf(
                            direction.equals("bidirectional")
                                    ? List.of("to-dataverse", "from-dataverse")
                                    : List.of(direction));
            assertThat(run.counters()).isEqualTo(Counters.ZERO);
            assertThat(scene.writes(mark)).isEmpty();
        }
    }

    @Test
    @Scenario("SJ-03")
    void theRemoteFilterLetsOneOfThreeIn() {
        customers("from-dataverse", false);
        scene.edit("CUSTOMER", text -> text.replace(BOTH, "direction: from-dataverse\n    onlyCoupled: false")
                .replace("filter: statecode eq 0", "filter: address1_city eq 'Bath' and statecode eq 0"));
        scene.account("One", "address1_city", "Bath");
        scene.account("Two", "address1_city", "York");
        scene.account("Three");

        scene.job("CUSTOMER");

        assertThat(scene.person().bcList("customers", null))
                .extracting(customer -> customer.get("displayName").asText())
                .containsExactly("One");
    }

    @Test
    @Scenario("SJ-04")
    void whatTheIntegrationUserEditedComesInToo() {
        customers("from-dataverse", false);
        scene.account("By a person");
        for (String name : List.of("By Koppel's user", "By Koppel's user too")) {
            scene.rig().integrationUser().dataverseCreate("accounts", values("name", name, "customertypecode", 3));
        }

        scene.job("CUSTOMER");

        assertThat(customers()).isEqualTo(3);
    }

    @Test
    @Scenario("SJ-06")
    void aFilterThatMakesNoSenseFailsTheRun() {
        scene.customer("A customer");
        scene.account("An account");
        scene.edit("CUSTOMER", text -> text.replace(BOTH, "direction: to-dataverse\n    onlyCoupled: true")
                .replace("blocked eq '_x0020_'", "nonsense eq 'x'"));

        RunStatus out = scene.job("CUSTOMER");

        assertThat(out.run().status()).isEqualTo(JobStatus.ERROR);
        assertThat(out.run().message()).contains("nonsense");
        scene.edit("CUSTOMER", text -> text.replace(BOTH, "direction: from-dataverse\n    onlyCoupled: true")
                .replace("filter: statecode eq 0", "filter: nonsense eq 0"));

        RunStatus in = scene.job("CUSTOMER");

        assertThat(in.run().status()).isEqualTo(JobStatus.ERROR);
        assertThat(in.run().message()).contains("nonsense");
    }

    @Test
    @Scenario("SJ-07")
    void aStampOfTomorrowDoesNotMoveTheWatermarkThere() {
        customers("from-dataverse", false);
        scene.account("Today");
        scene.clock("PT0S", "PT24H");
        scene.account("Tomorrow");
        scene.clock("PT0S", "PT0S");
        Instant tomorrow = Instant.parse(scene.person()
                .dataverseList("accounts", "name eq 'Tomorrow'")
                .get(0)
                .get("modifiedon")
                .asText());

        scene.job("CUSTOMER");

        assertThat(customers()).isEqualTo(2);
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isPositive().isLessThan(tomorrow.toEpochMilli());

        scene.edit("CUSTOMER", text -> text.replace(BOTH, "direction: to-dataverse\n    onlyCoupled: false"));
        scene.customer("Third");
        String newest = scene.customer("Fourth");

        scene.job("CUSTOMER");

        assertThat(accounts()).isEqualTo(4);
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL))
                .isEqualTo(Instant.parse(scene.customerNow(newest)
                                .get("systemModifiedAt")
                                .asText())
                        .toEpochMilli());
    }

    @Test
    @Scenario("SJ-08")
    void theWatermarkMovesOnOverUnchangedRecords() {
        Pair one = scene.customerPair("One");
        Pair two = scene.customerPair("Two");
        scene.job("CUSTOMER");
        long before = scene.watermark("CUSTOMER", Side.DATAVERSE);
        scene.later(Duration.ofMinutes(10));
        scene.changeAccount(one.dataverse(), "description", "not mapped");
        scene.changeAccount(two.dataverse(), "description", "not mapped");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, FROM)).isEqualTo(Scene.unchanged(2));
        assertThat(before).isPositive();
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isGreaterThan(before);
    }

    @Test
    void theWatermarkMovesOnOverIgnoredAndFailedRecordsAndNeverBack() {
        Pair pair = scene.customerPair("Will fail");
        scene.job("CUSTOMER");
        scene.later(Duration.ofMinutes(10));
        scene.person().bcCreate("salespeople", values("code", "NOBODY", "displayName", "Not coupled"));
        scene.changeCustomer(pair.businessCentral(), "salespersonCode", "NOBODY");
        long beforeFailing = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);

        RunStatus failing = scene.job("CUSTOMER");

        assertThat(counters(failing, TO)).isEqualTo(Scene.failed(1));
        long afterFailing = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);
        assertThat(afterFailing).isGreaterThan(beforeFailing);
        scene.later(Duration.ofMinutes(10));
        scene.customer("Not coupled, and the mapping wants coupled ones only");
        RunStatus ignoring = scene.job("CUSTOMER");
        assertThat(counters(ignoring, TO)).as("the failed one is tried again").isEqualTo(Scene.skipped(1));
        long afterIgnoring = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);
        assertThat(afterIgnoring).isGreaterThan(afterFailing);
        scene.later(Duration.ofMinutes(10));

        scene.job("CUSTOMER");

        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL))
                .as("nothing was fetched")
                .isEqualTo(afterIgnoring);
    }

    @Test
    @Scenario("SJ-09")
    void aOneWayRunKeepsToItsOwnWatermark() {
        customers("to-dataverse", false);
        scene.customer("One");
        scene.job("CUSTOMER");
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isPositive();

        scene.job("CUSTOMER");

        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isZero();
    }

    @Test
    @Scenario("SJ-10")
    void twoAndTwoMakeFourOnBothSides() {
        customers("bidirectional", false);
        scene.customer("C1");
        scene.customer("C2");
        scene.account("A1");
        scene.account("A2");

        scene.job("CUSTOMER");

        assertThat(customers()).isEqualTo(4);
        assertThat(accounts()).isEqualTo(4);
    }

    @Test
    @Scenario({"SJ-12", "SJ-13"})
    void theJobMakesACustomerOfAnAccountAndFollowsIt() {
        Pair salesperson = scene.salesperson();
        scene.edit("CUSTOMER", text -> text.replace(BOTH, "direction: from-dataverse\n    onlyCoupled: false")
                .replace("filter: statecode eq 0 and customertypecode eq 3", "company: true"));
        String account =
                scene.account("An account", "ownerid@odata.bind", "/systemusers(" + salesperson.dataverse() + ")");

        RunStatus first = scene.job("CUSTOMER");

        assertThat(counters(first, FROM)).isEqualTo(inserted(1));
        assertThat(scene.errors(first)).isEmpty();
        Pair pair = scene.pair("CUSTOMER", account);
        scene.job("CUSTOMER");
        scene.later(Duration.ofMinutes(10));
        scene.changeAccount(account, "name", "A renamed account");

        RunStatus second = scene.job("CUSTOMER");

        assertThat(counters(second, FROM)).isEqualTo(modified(1));
        assertThat(scene.errors(second)).isEmpty();
        assertThat(scene.pair("CUSTOMER", account)).isEqualTo(pair);
        assertThat(scene.customerNow(pair.businessCentral()).get("displayName").asText())
                .isEqualTo("A renamed account");
    }

    @Test
    @Scenario({"MG-07", "MG-08"})
    void fiveRecordsAreCreatedByOneRunEachWay() {
        String[] customers = new String[5];
        String[] accounts = new String[5];
        for (int i = 0; i < 5; i++) {
            customers[i] = scene.customer("Customer " + i);
            accounts[i] = scene.account("Account " + i);
        }

        RunStatus out = scene.create("CUSTOMER", TO, customers);
        RunStatus in = scene.create("CUSTOMER", FROM, accounts);

        assertThat(counters(out, TO)).isEqualTo(inserted(5));
        assertThat(counters(in, FROM)).isEqualTo(inserted(5));
        assertThat(customers()).isEqualTo(10);
        assertThat(accounts()).isEqualTo(10);
    }
}
