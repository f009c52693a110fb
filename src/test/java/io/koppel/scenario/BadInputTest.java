package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.FullAction;
import io.koppel.job.RunStatus;
import io.koppel.journal.ErrorRow;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Direction;
import io.koppel.testing.Rig;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records and services that do not do what they should: one record fails, the rest goes on, and the error log says why. */
class BadInputTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start();
        rig.koppel().fullSynchronization().run(FullAction.COUPLE_AND_CREATE, "test");
    }

    @AfterEach
    void noFaults() {
        rig.person().noFaults();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aCurrencyWithoutIsoCodeFailsAloneAndSaysWhy() {
        String bad = id(rig.person().bcCreate("currencies", Map.of("code", "BITCOIN", "displayName", "Bitcoin")));
        String good =
                id(rig.person().bcCreate("currencies", Map.of("code", "NZD", "displayName", "New Zealand dollar")));
        rig.person()
                .bcCreate(
                        "currencyExchangeRates",
                        Map.of(
                                "currencyCode",
                                "NZD",
                                "startingDate",
                                "2020-01-01",
                                "exchangeRateAmount",
                                100,
                                "relationalExchangeRateAmount",
                                55));

        RunStatus run = rig.run("CURRENCY", Direction.TO_DATAVERSE, List.of(bad, good), false, true);

        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(errors(run)).singleElement().satisfies(error -> {
            assertThat(error.record()).isEqualTo("BITCOIN");
            assertThat(error.message()).startsWith("CURRENCY BITCOIN to Dataverse: ");
        });
    }

    @Test
    void anEMailTooLongForBusinessCentralFailsWithColumnAndLimit() {
        String mail = "a".repeat(88) + "@example.com";
        JsonNode account = rig.person()
                .dataverseCreate("accounts", Map.of("name", "Long Mail", "customertypecode", 3, "emailaddress1", mail));

        RunStatus run = rig.run(
                "CUSTOMER",
                Direction.FROM_DATAVERSE,
                List.of(account.get("accountid").asText()),
                false,
                true);

        assertThat(run.counters().failed()).as("%s", run).isEqualTo(1);
        assertThat(errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("email")
                .contains("80"));
        assertThat(rig.person().bcList("customers", "displayName eq 'Long Mail'"))
                .isEmpty();
    }

    @Test
    void aRecordThatTheTargetRefusesLeavesNothingBehindAndTheOthersGoThrough() {
        JsonNode bad = rig.person()
                .dataverseCreate(
                        "accounts",
                        Map.of("name", "Bad Country", "customertypecode", 3, "address1_country", "NOWHERE"));
        JsonNode good = rig.person().dataverseCreate("accounts", Map.of("name", "Good One", "customertypecode", 3));

        RunStatus run = rig.run(
                "CUSTOMER",
                Direction.FROM_DATAVERSE,
                List.of(bad.get("accountid").asText(), good.get("accountid").asText()),
                false,
                true);

        assertThat(run.counters().inserted()).as("%s", run).isEqualTo(1);
        assertThat(run.counters().failed()).isEqualTo(1);
        assertThat(errors(run)).singleElement().satisfies(error -> {
            assertThat(error.errorClass()).isEqualTo("data");
            assertThat(error.record()).isEqualTo("Bad Country");
        });
        assertThat(rig.person().bcList("customers", "displayName eq 'Bad Country'"))
                .isEmpty();
    }

    @Test
    void aServiceThatIsDownInTheMiddleEndsTheRunAndTheNextOneFinishesIt() {
        JsonNode customer = rig.person().bcCreate("customers", Map.of("displayName", "Down In The Middle"));
        rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(id(customer)), false, true);
        rig.person().bcChange("customers", id(customer), Map.of("city", "York"));
        rig.person().fault("dataverse", ".*accounts.*", "status-500");

        RunStatus down = rig.run("CUSTOMER");
        assertThat(down.run().status()).as("%s", down).isNotEqualTo(JobStatus.SUCCESS);

        noFaults();
        rig.run("CUSTOMER");
        assertThat(rig.person().dataverseList("accounts", "name eq 'Down In The Middle'"))
                .singleElement()
                .satisfies(account ->
                        assertThat(account.get("address1_city").asText()).isEqualTo("York"));
    }

    @Test
    void aMissingPrivilegeToCreateEndsThePassAndLeavesTheOtherMappingsAlone() {
        String customer = id(rig.person().bcCreate("customers", Map.of("displayName", "May not be created")));
        rig.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "dataverse",
                                "match",
                                "POST .*accounts.*CreateMultiple.*",
                                "fault",
                                "status-403",
                                "probability",
                                1)));

        RunStatus run = rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true);

        assertThat(run.passes().get(0).status()).as("%s", run).isEqualTo(JobStatus.ERROR);
        assertThat(run.passes().get(0).message()).contains("CUSTOMER", "403");
        assertThat(errors(run)).singleElement().satisfies(error -> assertThat(error.errorClass())
                .isEqualTo("configuration"));
        assertThat(rig.run("CURRENCY").run().status()).isEqualTo(JobStatus.SUCCESS);

        noFaults();
        assertThat(rig.run("CUSTOMER", Direction.TO_DATAVERSE, List.of(customer), false, true)
                        .counters()
                        .inserted())
                .isEqualTo(1);
    }

    private static List<ErrorRow> errors(RunStatus run) {
        long job = run.passes().get(0).id();
        Awaitility.await().until(() -> !rig.koppel()
                .engine()
                .errors()
                .list("CRONUS", null, job, null, 10)
                .isEmpty());
        return rig.koppel().engine().errors().list("CRONUS", null, job, null, 10);
    }

    private static String id(JsonNode record) {
        return record.get("systemId").asText();
    }
}
