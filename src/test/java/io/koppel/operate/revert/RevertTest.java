package io.koppel.operate.revert;

import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.koppel.job.RunStatus;
import io.koppel.journal.HistoryRow;
import io.koppel.operate.OperationException;
import io.koppel.operate.explain.ExplainOperations;
import io.koppel.operate.revert.Reverted.RevertedField;
import io.koppel.operate.revert.Reverted.RevertedRecord;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a run changed is put back where nobody has changed it since, and stays put back until somebody changes it. */
class RevertTest {
    private static Scene scene;
    private static RevertOperations reverts;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        reverts = new RevertOperations(
                scene.engine(),
                scene.rig().koppel().runner(),
                scene.rig().koppel().mappings()::inDependencyOrder);
    }

    @AfterEach
    void noFaults() {
        scene.person().admin("DELETE", "faults", null);
        scene.job("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** A pair whose fax and city a run has just carried to Dataverse. */
    private static Pair pair(String name) {
        Pair pair = scene.customerPair(name, "faxNumber", "1", "city", "Old Town");
        scene.job("CUSTOMER");
        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2", "city", "New Town");
        return pair;
    }

    private static long job() {
        return scene.job("CUSTOMER").run().id();
    }

    private static Reverted preview(long run) {
        return reverts.revert(run, RevertCommand.PREVIEW, "test");
    }

    private static Reverted apply(long run) {
        return reverts.revert(run, new RevertCommand(false, false), "test");
    }

    private static String fax(Pair pair) {
        return scene.accountNow(pair.dataverse()).path("fax").asText();
    }

    private static String faxNumber(Pair pair) {
        return scene.customerNow(pair.businessCentral()).path("faxNumber").asText();
    }

    private static String town(Pair pair) {
        return scene.accountNow(pair.dataverse()).path("address1_city").asText();
    }

    @Test
    void thePlanNamesEachFieldAndNothingIsWritten() {
        Pair pair = pair("Revert plan");
        long run = job();
        long mark = scene.mark();

        Reverted plan = preview(run);

        assertThat(plan.records()).singleElement().satisfies(record -> {
            assertThat(record.result()).isEqualTo("put back");
            assertThat(record.fields())
                    .containsExactlyInAnyOrder(
                            new RevertedField("fax", "2", "1", null),
                            new RevertedField("address1_city", "New Town", "Old Town", null));
        });
        assertThat(plan.revertRun()).isNull();
        assertThat(scene.mark()).isEqualTo(mark);
        assertThat(fax(pair)).isEqualTo("2");
    }

    @Test
    void theValuesAreBackStandInTheHistoryAndNoRunDoesItAgainOrCarriesItOver() {
        Pair pair = pair("Revert applied");

        Reverted done = apply(job());

        assertThat(fax(pair)).isEqualTo("1");
        assertThat(town(pair)).isEqualTo("Old Town");
        assertThat(faxNumber(pair)).isEqualTo("2");
        HistoryRow row = scene.history("CUSTOMER", pair.businessCentral()).get(0);
        assertThat(row.run()).isEqualTo(done.revertRun());
        assertThat(row.reason()).isEqualTo("revert of run " + done.run());
        assertThat(row.changes()).contains(new HistoryRow.FieldChange("fax", "2", "1"));
        long mark = scene.mark();
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void otherFieldsAreCarriedOnBothWaysWhileThePutBackOneIsLeftAlone() {
        Pair pair = pair("Revert other fields");
        apply(job());

        scene.changeCustomer(pair.businessCentral(), "addressLine1", "Street 5");
        scene.job("CUSTOMER");
        scene.changeAccount(pair.dataverse(), "websiteurl", "revert.example");
        scene.job("CUSTOMER");

        assertThat(scene.accountNow(pair.dataverse()).path("address1_line1").asText())
                .isEqualTo("Street 5");
        assertThat(scene.customerNow(pair.businessCentral()).path("website").asText())
                .isEqualTo("revert.example");
        assertThat(fax(pair)).isEqualTo("1");
        assertThat(faxNumber(pair)).isEqualTo("2");
    }

    @Test
    void aChangeOfThePutBackFieldIsCarriedOverAgain() {
        Pair pair = pair("Revert then edit");
        apply(job());

        scene.changeCustomer(pair.businessCentral(), "faxNumber", "3");
        scene.job("CUSTOMER");
        assertThat(fax(pair)).isEqualTo("3");

        scene.changeCustomer(pair.businessCentral(), "faxNumber", "2");
        scene.job("CUSTOMER");
        scene.changeAccount(pair.dataverse(), "fax", "1");
        scene.job("CUSTOMER");

        assertThat(faxNumber(pair))
                .as("the values of the revert mean nothing any more")
                .isEqualTo("1");
    }

    @Test
    void anEditOfThePutBackFieldOnTheWrittenSideIsCarriedOver() {
        Pair pair = pair("Revert then edit there");
        apply(job());

        scene.changeAccount(pair.dataverse(), "fax", "4");
        scene.job("CUSTOMER");

        assertThat(faxNumber(pair)).isEqualTo("4");
    }

    @Test
    void aForcedRunSynchronizesThePutBackFieldAgain() {
        Pair pair = pair("Revert then force");
        apply(job());

        scene.run("CUSTOMER", TO, pair.businessCentral(), true);

        assertThat(fax(pair)).isEqualTo("2");
    }

    @Test
    void whatHasMovedOnStaysAndIsSaid() {
        Pair pair = pair("Revert moved on");
        long run = job();
        scene.changeAccount(pair.dataverse(), "fax", "9");

        Reverted done = apply(run);

        assertThat(fax(pair)).isEqualTo("9");
        assertThat(town(pair)).isEqualTo("Old Town");
        assertThat(done.records().get(0).fields())
                .contains(new RevertedField("fax", "9", "1", "changed since: the run wrote '2', it holds '9'"));
        scene.job("CUSTOMER");
        assertThat(faxNumber(pair)).as("the person's edit is carried over").isEqualTo("9");
        assertThat(scene.customerNow(pair.businessCentral()).path("city").asText())
                .isEqualTo("New Town");
    }

    @Test
    void aRecordTheRunCreatedIsListedAndDeletedOnlyWhenAskedFor() {
        String customer = scene.customer("Revert created");
        RunStatus run = scene.create("CUSTOMER", TO, customer);
        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        Pair pair = scene.pair("CUSTOMER", customer);

        RevertedRecord kept = apply(run.run().id()).records().get(0);
        assertThat(kept.result()).isEqualTo("kept");
        assertThat(kept.why()).startsWith("created by this run; not deleted");
        assertThat(scene.accountNow(pair.dataverse()).path("name").asText()).isEqualTo("Revert created");

        RevertedRecord deleted = reverts.revert(run.run().id(), new RevertCommand(false, true), "test")
                .records()
                .get(0);
        assertThat(deleted.result()).isEqualTo("deleted");
        assertThat(scene.person().dataverseList("accounts", "name eq 'Revert created'"))
                .isEmpty();
        assertThat(scene.coupling("CUSTOMER", customer)).isNull();
        assertThat(scene.history("CUSTOMER", customer).get(0).operation()).isEqualTo("delete");
        assertThat(scene.customerNow(customer).path("displayName").asText()).isEqualTo("Revert created");
    }

    @Test
    void aCreatedRecordThatSomebodyChangedIsNotDeleted() {
        String customer = scene.customer("Revert created, edited");
        RunStatus run = scene.create("CUSTOMER", TO, customer);
        scene.changeAccount(scene.pair("CUSTOMER", customer).dataverse(), "description", "worked on");

        RevertedRecord kept = reverts.revert(run.run().id(), new RevertCommand(false, true), "test")
                .records()
                .get(0);

        assertThat(kept.result()).isEqualTo("kept");
        assertThat(kept.why()).contains("changed since");
    }

    @Test
    void aLookupPointsBackToWhereItPointed() {
        Pair salesperson = scene.salesperson();
        Pair pair = scene.customerPair("Revert owner");
        scene.job("CUSTOMER");
        String before =
                scene.accountNow(pair.dataverse()).path("_ownerid_value").asText();
        scene.changeCustomer(pair.businessCentral(), "salespersonId", salesperson.businessCentral());
        long run = job();
        assertThat(scene.accountNow(pair.dataverse()).path("_ownerid_value").asText())
                .isEqualTo(salesperson.dataverse());

        Reverted done = apply(run);

        assertThat(done.kept()).as("%s", done).isZero();
        assertThat(scene.accountNow(pair.dataverse()).path("_ownerid_value").asText())
                .isEqualTo(before);
    }

    @Test
    void aRunFromDataverseIsTakenBackInBusinessCentral() {
        Pair pair = scene.customerPair("Revert here", "faxNumber", "1");
        scene.changeAccount(pair.dataverse(), "fax", "", "telephone1", "555");
        long run = job();
        assertThat(faxNumber(pair)).isEmpty();

        apply(run);

        assertThat(faxNumber(pair)).isEqualTo("1");
        assertThat(scene.customerNow(pair.businessCentral()).path("phoneNumber").asText())
                .isEmpty();
        long mark = scene.mark();
        scene.job("CUSTOMER");
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void anEditInTheMiddleOfTheRevertIsKept() {
        Pair pair = pair("Revert edited meanwhile");
        long run = job();
        fault(
                "PATCH .*accounts.*",
                Map.of("fault", "edit-between", "nth", 1, "changes", Map.of("telephone1", "+44 1")));

        Reverted done = apply(run);

        assertThat(done.records().get(0).result()).isEqualTo("failed");
        assertThat(done.records().get(0).why()).contains("changed by somebody at this very moment");
        assertThat(fax(pair)).isEqualTo("2");
    }

    @Test
    void aRevertWhoseAnswerIsLostIsNotTakenForAnEdit() {
        Pair pair = pair("Revert answer lost");
        long run = job();
        fault("POST .*batch.*", Map.of("fault", "drop-after-apply", "nth", 1));

        Reverted done = apply(run);
        scene.person().admin("DELETE", "faults", null);
        scene.job("CUSTOMER");

        assertThat(done.records().get(0).result()).isEqualTo("failed");
        assertThat(fax(pair)).isEqualTo("1");
        assertThat(faxNumber(pair)).as("nobody edited it in Dataverse").isEqualTo("2");
        assertThat(scene.engine().history().list("CRONUS", null, null, done.revertRun(), null, 10))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.reason()).isEqualTo("revert of run " + run + " (no answer, may have arrived)"));

        apply(done.revertRun());

        assertThat(fax(pair))
                .as("that it holds the value shows that it arrived")
                .isEqualTo("2");
    }

    @Test
    void aRevertIsTakenBackLikeAnyRun() {
        Pair pair = pair("Revert twice");
        Reverted done = apply(job());

        apply(done.revertRun());

        assertThat(fax(pair)).isEqualTo("2");
        long mark = scene.mark();
        scene.job("CUSTOMER");
        assertThat(scene.writes(mark)).isEmpty();
    }

    @Test
    void explainTellsThatTheSidesDifferOnPurpose() {
        Pair pair = pair("Revert explained");
        Reverted done = apply(job());
        scene.later(Duration.ofSeconds(2));

        String summary = new ExplainOperations(
                        scene.engine(),
                        scene.rig().koppel().passes(),
                        scene.rig().koppel().jobs(),
                        scene.rig().koppel().mappings()::inDependencyOrder)
                .explain("CUSTOMER", pair.businessCentral())
                .summary();

        assertThat(summary).contains("differs in ").contains("run " + done.revertRun() + " put the value back");
    }

    @Test
    void anUnknownRunIsNotFound() {
        assertThatThrownBy(() -> preview(987_654))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("there is no run 987654");
    }

    private static void fault(String match, Map<String, Object> what) {
        Map<String, Object> fault = new java.util.HashMap<>(what);
        fault.put("service", "dataverse");
        fault.put("match", match);
        scene.person().admin("POST", "faults", List.of(fault));
    }
}
