package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.FullAction;
import io.koppel.job.FullLine;
import io.koppel.job.FullLine.LineStatus;
import io.koppel.job.FullSynchronization;
import io.koppel.job.JobQueue;
import io.koppel.job.RunStatus;
import io.koppel.journal.JobLogRow;
import io.koppel.journal.Runs;
import io.koppel.mapping.Side;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan of a full synchronization and what its lines do. */
class FullSynchronizationTest {
    private static final String SUCCESS = "success";
    private static final String RECORDS_FAILED = "records failed";
    private Scene scene;

    @BeforeEach
    void start() {
        scene = Scene.start();
    }

    @AfterEach
    void stop() {
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        scene.close();
    }

    private FullSynchronization full() {
        return scene.rig().koppel().fullSynchronization();
    }

    private FullLine line(String mapping) {
        return full().status().lines().stream()
                .filter(line -> line.mapping().equals(mapping))
                .findFirst()
                .orElseThrow();
    }

    private FullLine run(String mapping) {
        scene.later(Duration.ofSeconds(2));
        full().run(FullAction.FULL, "test");
        return line(mapping);
    }

    private List<JobLogRow> passes(FullLine line) {
        return scene.engine().jobLog().ofRun(line.run());
    }

    @Test
    @Scenario("FS-05")
    void aStartedLineIsNotPlannedAnew() {
        full().plan(FullAction.FULL);
        scene.rig()
                .database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE full_synchronization_line SET status = ?, depends_on = 'CURRENCY' WHERE mapping = 'SALESPEOPLE'",
                        LineStatus.IN_PROCESS.text()));

        full().plan(FullAction.FULL);

        assertThat(line("SALESPEOPLE").status()).isEqualTo(LineStatus.IN_PROCESS);
        assertThat(line("SALESPEOPLE").dependsOn()).containsExactly("CURRENCY");
        assertThat(full().status().lines())
                .filteredOn(line -> !line.mapping().equals("SALESPEOPLE"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.status()).isEqualTo(LineStatus.BLANK));
    }

    @Test
    @Scenario("FS-06")
    void aLineWithoutDependencyIsStarted() {
        FullLine currency = run("CURRENCY");

        assertThat(currency.dependsOn()).isEmpty();
        assertThat(currency.status()).isEqualTo(LineStatus.FINISHED);
        assertThat(currency.run()).isNotNull();
        assertThat(passes(currency)).hasSize(1);
    }

    @Test
    @Scenario("FS-08")
    void aLineGoesOutFirstThenComesIn() {
        scene.person().bcCreate("paymentTerms", values("code", "14 DAYS", "displayName", "Net 14 days"));
        String customer = scene.customer("Only in BC", "paymentTermsCode", "14 DAYS");
        String account = scene.account("Only in Sales");

        FullLine line = run("CUSTOMER");

        assertThat(line.status()).isEqualTo(LineStatus.FINISHED);
        assertThat(line.toStatus()).isEqualTo(SUCCESS);
        assertThat(line.fromStatus()).isEqualTo(SUCCESS);
        assertThat(passes(line)).extracting(JobLogRow::direction).containsExactly(TO.key(), FROM.key());
        assertThat(passes(line).get(1).started())
                .isAfterOrEqualTo(passes(line).get(0).finished());
        Pair sent = scene.pair("CUSTOMER", customer);
        Pair fetched = scene.pair("CUSTOMER", account);
        assertThat(sent.dataverse()).isNotEqualTo(account);
        assertThat(scene.accountNow(sent.dataverse()).get("name").asText()).isEqualTo("Only in BC");
        assertThat(scene.accountNow(sent.dataverse()).get("paymenttermscode").isNumber())
                .isTrue();
        assertThat(scene.customerNow(fetched.businessCentral())
                        .get("displayName")
                        .asText())
                .isEqualTo("Only in Sales");
    }

    @Test
    void aLineTellsWhenItStartedAndWhenItEnded() {
        scene.customer("One");

        FullLine line = run("CUSTOMER");

        Runs.Run run = scene.engine().runs().find(line.run()).orElseThrow();
        assertThat(line.started()).isBeforeOrEqualTo(run.started());
        assertThat(line.finished()).isAfterOrEqualTo(run.finished());
    }

    @Test
    @Scenario("FS-09")
    void failedRecordsColourBothDirectionsAndTheLineFinishes() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "label: primaryContactNumber, clearOnFailure: true}", "label: primaryContactNumber}"));
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
        scene.customer("One", "salespersonCode", "ALONE");
        scene.customer("Two", "salespersonCode", "ALONE");
        for (String name : List.of("Three", "Four")) {
            String account = scene.account(name);
            String contact = scene.salesContact(account, "Un", "Coupled");
            scene.changeAccount(account, "primarycontactid@odata.bind", "/contacts(" + contact + ")");
        }

        FullLine line = run("CUSTOMER");

        assertThat(line.status()).isEqualTo(LineStatus.FINISHED);
        assertThat(line.toStatus()).isEqualTo(RECORDS_FAILED);
        assertThat(line.fromStatus()).isEqualTo(RECORDS_FAILED);
        assertThat(full().status().state()).isNotEqualTo(FullSynchronization.State.RUNNING);
    }

    @Test
    @Scenario("FS-10")
    void oneFailedRecordColoursTheDirectionAndHoldsUpNoOther() {
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
        String fit = scene.customer("Fit");
        String unfit = scene.customer("Unfit", "salespersonCode", "ALONE");

        FullLine line = run("CUSTOMER");

        assertThat(line.toStatus()).isEqualTo(RECORDS_FAILED);
        assertThat(scene.coupling("CUSTOMER", fit)).isNotNull();
        assertThat(scene.coupling("CUSTOMER", unfit)).isNull();
        assertThat(full().status().state()).isNotEqualTo(FullSynchronization.State.RUNNING);
    }

    @Test
    @Scenario("FS-11")
    void aRunOutsideThePlanDoesNotMoveIt() {
        List<FullLine> before = full().plan(FullAction.FULL);

        RunStatus other = scene.job("CURRENCY");

        assertThat(other.finished()).isTrue();
        assertThat(full().status().lines()).isEqualTo(before);
        assertThat(scene.engine().jobLog().list("CRONUS", null, null, 100)).hasSize(1);
    }

    @Test
    @Scenario("FS-12")
    void aFullRunKeepsTheFiltersAndCreatesWhatIsNotCoupled() {
        scene.edit(
                "SALESPEOPLE",
                text -> text.replace(
                        "filter: isdisabled eq false", "filter: lastname eq 'Person' and isdisabled eq false"));
        scene.person().admin("POST", "seed", Map.of("systemusers", 3, "seed", 7));
        assertThat(scene.rig().koppel().mappings().get("SALESPEOPLE").onlyCoupled())
                .isTrue();

        run("SALESPEOPLE");

        assertThat(scene.person().bcList("salespeople", null)).singleElement().satisfies(person -> assertThat(
                        person.get("displayName").asText())
                .endsWith("Person"));
        assertThat(scene.rig().koppel().mappings().get("SALESPEOPLE").onlyCoupled())
                .isTrue();
    }

    @Test
    @Scenario("FS-13")
    void theRegularJobWaitsWhileAFullRunIsUnderWay() {
        JobQueue jobs = scene.rig().koppel().jobs();
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0.3S"));
        full().start(FullAction.FULL, "test");
        assertThat(full().status().state()).isEqualTo(FullSynchronization.State.RUNNING);

        jobs.run("CONTACT");

        assertThat(scheduled()).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> full().status().state() == FullSynchronization.State.FINISHED);
        assertThat(line("CONTACT").status()).isEqualTo(LineStatus.FINISHED);

        jobs.run("CONTACT");

        assertThat(scheduled()).isNotEmpty();
    }

    private List<JobLogRow> scheduled() {
        return scene.engine().jobLog().list("CRONUS", "CONTACT", null, 100).stream()
                .filter(row -> row.startedBy().equals("schedule"))
                .toList();
    }

    @Test
    @Scenario("FS-29")
    void aFullRunHandsOverItsWatermarks() {
        String customer = scene.customer("The only one");
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isZero();
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isZero();

        run("CUSTOMER");

        Pair pair = scene.pair("CUSTOMER", customer);
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL))
                .isEqualTo(Instant.parse(scene.customerNow(customer)
                                .get("systemModifiedAt")
                                .asText())
                        .toEpochMilli());
        long account = Instant.parse(
                        scene.accountNow(pair.dataverse()).get("modifiedon").asText())
                .toEpochMilli();
        assertThat(scene.watermark("CUSTOMER", Side.DATAVERSE)).isEqualTo(account);
        assertThat(scene.coupling("CUSTOMER", customer).versions().dataverseStamp())
                .isEqualTo(account);
    }

    @Test
    @Scenario("TS-26")
    void aMatchByPhoneCouplesInsteadOfCreating() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "- fields: [{businessCentral: displayName, dataverse: name}]",
                        "- fields: [{businessCentral: phoneNumber, dataverse: telephone1}]"));
        String customer = scene.customer("Name in BC", "phoneNumber", "+45 12 34");
        String account = scene.account("Name in Sales", "telephone1", "+45 12 34");

        full().run(FullAction.COUPLE_AND_CREATE, "test");

        assertThat(scene.pair("CUSTOMER", account)).isEqualTo(new Pair(customer, account));
        assertThat(scene.person().bcList("customers", null)).hasSize(1);
        assertThat(scene.person().dataverseList("accounts", null)).hasSize(1);
        assertThat(scene.engine().errors().list("CRONUS", null, null, null, 10)).isEmpty();
    }
}
