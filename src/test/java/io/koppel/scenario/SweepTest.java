package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.failed;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.skipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.RunStatus;
import io.koppel.job.SweepJob;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.TableMapping;
import io.koppel.testing.Rig;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that were deleted while nobody touched their partner: found by asking for the ids of all coupled records. */
class SweepTest {
    private static Scene scene;
    private static int pairs;
    private Pair pair;
    private Pair other;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void given() {
        pair = scene.customerPair("Pair " + ++pairs);
        other = scene.customerPair("Other " + pairs);
        scene.job("CUSTOMER");
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
        scene.uncoupleAll("CUSTOMER");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void deletion(String strategy) {
        scene.edit("CUSTOMER", text -> text.replace("deletion: none", "deletion: " + strategy));
    }

    private static void toDataverse(String strategy) {
        scene.edit("CUSTOMER", text -> text.replace("direction: bidirectional", "direction: to-dataverse")
                .replace("deletion: none", "deletion: " + strategy));
    }

    private static Counters uncoupled(long pairs) {
        return new Counters(0, 0, 0, 0, 0, 0, 0, pairs);
    }

    @Test
    void nothingIsGoneAndTheLogSaysWhatItCost() {
        RunStatus run = scene.sweep("CUSTOMER", false);

        assertThat(counters(run, TO)).isEqualTo(Counters.ZERO);
        assertThat(Rig.pass(run, TO).message())
                .isIn(
                        "2 couplings looked at with 2 requests, 0 without one of their records",
                        "2 couplings looked at with 1 requests, 0 without one of their records");
        assertThat(Rig.pass(run, TO).kind()).isEqualTo("sweep");
    }

    /** dataverse-web-api.md §7: behind a delta link only what has changed is told. */
    @Test
    void theSecondSearchAsksDataverseForWhatWasDeletedOnly() {
        deletion("remove-coupling");
        scene.sweep("CUSTOMER", false);
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.person().dataverseDelete("accounts", scene.account("Deleted, but never coupled"));

        RunStatus run = scene.sweep("CUSTOMER", false);

        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
        assertThat(scene.pair("CUSTOMER", other.businessCentral())).isEqualTo(other);
        assertThat(Rig.pass(run, TO).message())
                .as("what was deleted, whether it is really gone, and whether its customer is, too")
                .isEqualTo("2 couplings looked at with 3 requests, 1 without one of their records");
        assertThat(scene.sweep("CUSTOMER", false).counters()).isEqualTo(Counters.ZERO);
    }

    /** A token lives as long as the organization says; after that everything has to be asked for again. */
    @Test
    void whereTheDeltaLinkHasExpiredAllIdsAreAskedForAgain() {
        deletion("remove-coupling");
        scene.sweep("CUSTOMER", false);
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.person().admin("PUT", "limits", Map.of("deltaTokenLifetime", "PT1S"));
        scene.later(Duration.ofMinutes(1));

        try {
            scene.sweep("CUSTOMER", false);
        } finally {
            scene.person().admin("PUT", "limits", Map.of("deltaTokenLifetime", "P7D"));
        }

        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
        assertThat(scene.pair("CUSTOMER", other.businessCentral())).isEqualTo(other);
    }

    /** Nothing is done about a mass of them before somebody confirms it, and then they are still known. */
    @Test
    void deletionsThatWaitForAConfirmationAreToldAgain() {
        scene.sweep("CUSTOMER", false);
        manyDeletedRecordsNeedAConfirmation();
    }

    @Test
    void aDeletedCustomerIsAFailureOfItsAccount() {
        scene.person().bcDelete("customers", pair.businessCentral());

        RunStatus first = scene.sweep("CUSTOMER", false);
        RunStatus second = scene.sweep("CUSTOMER", false);

        assertThat(counters(first, FROM)).isEqualTo(failed(1));
        assertThat(counters(second, FROM)).isEqualTo(skipped(1));
        assertThat(counters(scene.sweep("CUSTOMER", false), FROM))
                .as("skipped ones are left out")
                .isEqualTo(Counters.ZERO);
    }

    @Test
    void aDeletedAccountIsRestoredIfTheMappingSaysSo() {
        deletion("restore-records");
        scene.person().dataverseDelete("accounts", pair.dataverse());

        RunStatus run = scene.sweep("CUSTOMER", false);

        assertThat(counters(run, TO)).isEqualTo(inserted(1));
        Pair now = scene.pair("CUSTOMER", pair.businessCentral());
        assertThat(now.dataverse()).isNotEqualTo(pair.dataverse());
        assertThat(scene.accountNow(now.dataverse()).get("name").asText()).isEqualTo("Pair " + pairs);
    }

    @Test
    void aDeletedAccountIsUncoupledIfTheMappingSaysSo() {
        deletion("remove-coupling");
        scene.person().dataverseDelete("accounts", pair.dataverse());

        scene.sweep("CUSTOMER", false);

        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
        assertThat(scene.pair("CUSTOMER", other.businessCentral())).isEqualTo(other);
    }

    @Test
    void aPairOfWhichNothingIsLeftIsForgotten() {
        scene.person().bcDelete("customers", pair.businessCentral());
        scene.person().dataverseDelete("accounts", pair.dataverse());

        RunStatus run = scene.sweep("CUSTOMER", false);

        assertThat(counters(run, TO)).isEqualTo(uncoupled(1));
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
    }

    @Test
    void aDeletedSourceOfAOneWayMappingIsShownAsSkipped() {
        toDataverse("none");
        scene.person().bcDelete("customers", pair.businessCentral());

        RunStatus run = scene.sweep("CUSTOMER", false);
        scene.job("CUSTOMER");

        assertThat(counters(run, TO)).isEqualTo(skipped(1));
        assertThat(scene.skippedRecords().list("CUSTOMER", null, 10).value())
                .singleElement()
                .satisfies(row -> assertThat(row.failure()).contains("the record in Business Central was deleted"));
    }

    @Test
    void aDeletedSourceOfAOneWayMappingIsUncoupledIfTheMappingSaysSo() {
        toDataverse("remove-coupling");
        scene.person().bcDelete("customers", pair.businessCentral());

        RunStatus run = scene.sweep("CUSTOMER", false);

        assertThat(counters(run, TO)).isEqualTo(uncoupled(1));
        assertThat(scene.accountNow(pair.dataverse())
                        .get("_bcbi_companyid_value")
                        .isNull())
                .isTrue();
    }

    @Test
    void manyDeletedRecordsNeedAConfirmation() {
        scene.edit("CUSTOMER", text -> text.replace("deletion: none", "deletion: remove-coupling")
                .replace("onlyCoupled: true", "onlyCoupled: true\n    massChange: {share: 50%, minimum: 1}"));
        scene.person().dataverseDelete("accounts", pair.dataverse());
        scene.person().dataverseDelete("accounts", other.dataverse());

        RunStatus asked = scene.sweep("CUSTOMER", false);

        assertThat(asked.run().status()).isEqualTo(JobStatus.NEEDS_CONFIRMATION);
        assertThat(asked.run().message()).contains("2 of 2 couplings", "--sweep --confirm-mass-change");
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNotNull();

        scene.sweep("CUSTOMER", true);

        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
        assertThat(scene.coupling("CUSTOMER", other.businessCentral())).isNull();
    }

    @Test
    void theJobSweepsAMappingWhenItsIntervalHasPassed() {
        SweepJob job = new SweepJob(
                scene.engine(),
                scene.rig().koppel().runner(),
                scene.rig().koppel().mappings()::inDependencyOrder);
        assertThat(job.due()).as("a day by default").isEmpty();
        scene.edit("CUSTOMER", text -> text.replace("onlyCoupled: true", "onlyCoupled: true\n    sweep: {every: 1s}"));
        await().until(() -> job.due().stream().map(TableMapping::id).anyMatch("CUSTOMER"::equals));
        scene.person().bcDelete("customers", pair.businessCentral());
        scene.person().dataverseDelete("accounts", pair.dataverse());

        JsonNode run = scene.rest().run("/api/jobs/SWEEP/run", null);

        assertThat(run.path("counters").path("uncoupled").asInt()).isEqualTo(1);
        assertThat(scene.coupling("CUSTOMER", pair.businessCentral())).isNull();
    }

    /** sync-semantics.md §1 */
    @Test
    void aDeletedSalespersonIsUncoupledThoughTheStrategySaysNothing() {
        Pair gone = scene.salesperson();
        Pair stays = scene.salesperson();
        scene.person().bcDelete("salespeople", gone.businessCentral());

        RunStatus run = scene.sweep("SALESPEOPLE", true);

        assertThat(scene.errors(run)).isEmpty();
        assertThat(scene.coupling("SALESPEOPLE", gone.dataverse())).isNull();
        assertThat(scene.pair("SALESPEOPLE", stays.dataverse())).isEqualTo(stays);
    }
}
