package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.modified;
import static io.koppel.testing.Scene.skipped;
import static io.koppel.testing.Scene.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both sides of a pair were edited: what counts as a conflict, and who wins. */
class UpdateConflictTest {
    private static Scene scene;
    private Pair pair;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        pair = scene.customerPair("Both sides", "faxNumber", "1", "website", "old.example");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.uncouple("CUSTOMER", pair.businessCentral());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private void faxEditedOnBothSides() {
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeAccount(pair.dataverse(), "fax", "3");
    }

    private String faxHere() {
        return scene.customerNow(pair.businessCentral()).get("faxNumber").asText();
    }

    private String faxThere() {
        return scene.accountNow(pair.dataverse()).get("fax").asText();
    }

    private static void faxOneWay(String direction) {
        scene.edit(
                "CUSTOMER", text -> text.replace("dataverse: fax}", "dataverse: fax, direction: " + direction + "}"));
    }

    private static void strategy(String update) {
        scene.edit("CUSTOMER", text -> text.replace("update: none", "update: " + update));
    }

    @Test
    @Scenario("TS-33")
    void aConflictStopsAndAForcedRunOverwrites() {
        scene.changeCustomer(pair.businessCentral(), "addressLine1", "Here 1");
        scene.changeAccount(pair.dataverse(), "address1_line1", "There 1");

        RunStatus normal = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(normal, FROM)).isEqualTo(failed(1));
        assertThat(scene.customerNow(pair.businessCentral()).get("addressLine1").asText())
                .isEqualTo("Here 1");

        RunStatus forced = scene.run("CUSTOMER", FROM, pair.dataverse(), true);

        assertThat(counters(forced, FROM)).isEqualTo(modified(1));
        assertThat(scene.customerNow(pair.businessCentral()).get("addressLine1").asText())
                .isEqualTo("There 1");
    }

    @Test
    @Scenario("TS-44")
    void aFieldThatIsNotMappedIsNoConflict() {
        scene.edit("CUSTOMER", text -> text.replaceAll("(?m)^ +- \\{businessCentral: faxNumber.*\n", ""));
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(unchanged(1));
        assertThat(scene.errors(run)).isEmpty();
        assertThat(faxHere()).isEqualTo("2");
        assertThat(faxThere()).isEqualTo("3");
    }

    @Test
    @Scenario({"TS-45", "FM-06"})
    void aFieldThatGoesOutOnlyOverwritesWithoutConflict() {
        faxOneWay("to-dataverse");
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(faxThere()).isEqualTo("2");
    }

    @Test
    @Scenario("TS-46")
    void aFieldThatComesInOnlyOverwritesWithoutConflict() {
        faxOneWay("from-dataverse");
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(faxHere()).isEqualTo("3");
    }

    /** Different on purpose: each field has its own base, so edits of different fields are merged. */
    @Test
    @Scenario("TS-47")
    void editsOfDifferentFieldsAreMerged() {
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.changeAccount(pair.dataverse(), "websiteurl", "new.example");

        RunStatus out = scene.run("CUSTOMER", TO, pair.businessCentral(), false);
        RunStatus in = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(out, TO)).isEqualTo(modified(1));
        assertThat(counters(in, FROM)).isEqualTo(modified(1));
        assertThat(faxThere()).isEqualTo("2");
        assertThat(scene.accountNow(pair.dataverse()).get("websiteurl").asText())
                .isEqualTo("new.example");
        assertThat(faxHere()).isEqualTo("2");
        assertThat(scene.customerNow(pair.businessCentral()).get("website").asText())
                .isEqualTo("new.example");
    }

    @Test
    @Scenario("TS-50")
    void sendUpdateLetsBusinessCentralWin() {
        strategy("send-update");
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", TO, pair.businessCentral(), false);

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(scene.errors(run)).isEmpty();
        assertThat(faxHere()).isEqualTo("2");
        assertThat(faxThere()).isEqualTo("2");
    }

    @Test
    @Scenario("TS-51")
    void getUpdateLetsDataverseWin() {
        strategy("get-update");
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(scene.errors(run)).isEmpty();
        assertThat(faxHere()).isEqualTo("3");
        assertThat(faxThere()).isEqualTo("3");
    }

    @Test
    void theSideThatGivesWayCountsTheRecordAsSkipped() {
        strategy("get-update");
        faxEditedOnBothSides();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(skipped(1));
        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(faxHere()).isEqualTo("3");
        long mark = scene.mark();
        scene.job("CUSTOMER");
        assertThat(scene.writes(mark)).as("both are in step").isEmpty();
    }

    @Test
    void fromDataverseARecordThatBusinessCentralWinsIsSkippedAndNothingFails() {
        strategy("send-update");
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(skipped(1));
        assertThat(scene.errors(run)).isEmpty();
        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(modified(1));
        assertThat(faxThere()).isEqualTo("2");
    }

    @Test
    void afterTheOneSideHasWonTheOtherSidesOneWayChangesStillArrive() {
        scene.edit("CUSTOMER", text -> text.replace("update: none", "update: send-update")
                .replace("dataverse: websiteurl}", "dataverse: websiteurl, direction: from-dataverse}"));
        faxEditedOnBothSides();
        scene.changeAccount(pair.dataverse(), "websiteurl", "there.example");

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(counters(run, FROM)).isEqualTo(modified(1));
        assertThat(faxHere()).isEqualTo("2");
        assertThat(faxThere()).isEqualTo("2");
        assertThat(scene.customerNow(pair.businessCentral()).get("website").asText())
                .isEqualTo("there.example");
    }

    @Test
    void afterDataverseHasWonTheOneWayChangesOfBusinessCentralStillArrive() {
        strategy("get-update");
        faxEditedOnBothSides();
        scene.changeCustomer(pair.businessCentral(), "creditLimit", 4711);

        scene.run("CUSTOMER", FROM, pair.dataverse(), false);
        scene.job("CUSTOMER");

        assertThat(faxHere()).isEqualTo("3");
        assertThat(faxThere()).isEqualTo("3");
        assertThat(scene.accountNow(pair.dataverse()).get("creditlimit").decimalValue())
                .isEqualByComparingTo("4711");
    }

    @Test
    void theConflictNamesBothTablesAndTheFieldAndASecondOneIsSkipped() {
        faxEditedOnBothSides();

        RunStatus first = scene.job("CUSTOMER");
        RunStatus second = scene.job("CUSTOMER");

        assertThat(counters(first, TO)).isEqualTo(failed(1));
        assertThat(counters(first, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(first)).hasSize(2).allSatisfy(error -> assertThat(error.message())
                .contains("customers", "account", "faxNumber", "fax"));
        assertThat(counters(second, TO)).isEqualTo(skipped(1));
        assertThat(scene.coupling("CUSTOMER", pair.dataverse()).skipped()).isTrue();
    }

    @Test
    void sidesThatWereChangedToTheSameValueAreNoConflict() {
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "5");
        scene.changeAccount(pair.dataverse(), "fax", "5");
        long mark = scene.mark();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(run.counters().failed()).isZero();
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void aMappingThatGoesOneWayHasNoConflicts() {
        scene.edit("CUSTOMER", text -> text.replace("direction: bidirectional", "direction: to-dataverse"));
        faxEditedOnBothSides();

        RunStatus run = scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(modified(1));
        assertThat(faxThere()).isEqualTo("2");
    }

    @Test
    @Scenario("TS-52")
    void noStrategyFailsAndLeavesBothValues() {
        faxEditedOnBothSides();

        RunStatus run = scene.run("CUSTOMER", FROM, pair.dataverse(), false);

        assertThat(counters(run, FROM)).isEqualTo(failed(1));
        assertThat(scene.errors(run)).singleElement().satisfies(error -> assertThat(error.message())
                .contains("both sides changed", "fax"));
        assertThat(faxHere()).isEqualTo("2");
        assertThat(faxThere()).isEqualTo("3");
    }
}
