package io.koppel.scenario;

import static io.koppel.testing.Scene.FROM;
import static io.koppel.testing.Scene.TO;
import static io.koppel.testing.Scene.counters;
import static io.koppel.testing.Scene.inserted;
import static io.koppel.testing.Scene.modified;
import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.job.RunStatus;
import io.koppel.journal.Counters;
import io.koppel.journal.JobStatus;
import io.koppel.mapping.Side;
import io.koppel.testing.Rig;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mistake made to many records at once must not travel to the other side before somebody has said that it is meant. */
class MassChangeTest {
    private static Scene scene;
    private static int rounds;
    private final List<Pair> pairs = new ArrayList<>();

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void fourPairsOfWhichHalfMayChange() {
        rounds++;
        for (int i = 0; i < 4; i++) {
            pairs.add(scene.customerPair("Pair " + rounds + "." + i));
        }
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "onlyCoupled: true", "onlyCoupled: true\n    massChange: {share: 50%, minimum: 1}"));
        scene.confirmedJob("CUSTOMER");
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

    private void customersEdited(int number) {
        pairs.subList(0, number)
                .forEach(pair -> scene.changeCustomer(pair.businessCentral(), "website", "edited.example"));
    }

    private void accountsEdited(int number) {
        pairs.subList(0, number).forEach(pair -> scene.changeAccount(pair.dataverse(), "websiteurl", "edited.example"));
    }

    @Test
    void asManyAsAllowedGoThrough() {
        customersEdited(2);

        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(modified(2));
    }

    @Test
    void moreWaitForAConfirmationAndNothingIsWritten() {
        customersEdited(3);
        long mark = scene.mark();
        long watermark = scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL);

        RunStatus run = scene.job("CUSTOMER");

        assertThat(run.run().status()).isEqualTo(JobStatus.NEEDS_CONFIRMATION);
        assertThat(Rig.pass(run, TO).message()).contains("more than 2 records", "--confirm-mass-change");
        assertThat(counters(run, TO)).isEqualTo(Counters.ZERO);
        assertThat(scene.writes(mark)).isEmpty();
        assertThat(scene.watermark("CUSTOMER", Side.BUSINESS_CENTRAL)).isEqualTo(watermark);
        assertThat(scene.job("CUSTOMER").run().status())
                .as("it asks until it is told")
                .isEqualTo(JobStatus.NEEDS_CONFIRMATION);
    }

    @Test
    void aConfirmedRunGoesThroughAndItsEchoesAreNoMassChange() {
        customersEdited(4);
        scene.job("CUSTOMER");

        RunStatus confirmed = scene.confirmedJob("CUSTOMER");

        assertThat(counters(confirmed, TO)).isEqualTo(modified(4));
        RunStatus next = scene.job("CUSTOMER");
        assertThat(next.run().status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(next.counters().modified()).isZero();
    }

    @Test
    void itHoldsForDataverseToo() {
        accountsEdited(3);

        RunStatus run = scene.job("CUSTOMER");

        assertThat(Rig.pass(run, TO).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(Rig.pass(run, FROM).status()).isEqualTo(JobStatus.NEEDS_CONFIRMATION);
        assertThat(scene.customerNow(pairs.get(0).businessCentral())
                        .get("website")
                        .asText())
                .isEmpty();
    }

    @Test
    void newRecordsCountWhereTheMappingCreatesThem() {
        scene.later(Duration.ofMinutes(10));
        scene.job("CUSTOMER");
        scene.edit(
                "CUSTOMER",
                text -> text.replace(
                        "onlyCoupled: true", "onlyCoupled: false\n    massChange: {share: 50%, minimum: 1}"));
        scene.later(Duration.ofMinutes(10));
        String first = scene.customer("New " + rounds + ".1");
        scene.customer("New " + rounds + ".2");
        scene.customer("New " + rounds + ".3");

        assertThat(scene.job("CUSTOMER").run().status()).isEqualTo(JobStatus.NEEDS_CONFIRMATION);
        assertThat(scene.coupling("CUSTOMER", first)).isNull();
        assertThat(counters(scene.confirmedJob("CUSTOMER"), TO)).isEqualTo(inserted(3));
    }

    @Test
    void recordsAPersonNamesAreMeant() {
        customersEdited(4);

        RunStatus run = scene.rig()
                .run("CUSTOMER", TO, pairs.stream().map(Pair::businessCentral).toList(), false, null);

        assertThat(counters(run, TO)).isEqualTo(modified(4));
    }

    @Test
    void aMappingMaySwitchItOff() {
        scene.edit(
                "CUSTOMER",
                text -> text.replace("onlyCoupled: true", "onlyCoupled: true\n    massChange: {share: 0%}"));
        customersEdited(4);

        assertThat(counters(scene.job("CUSTOMER"), TO)).isEqualTo(modified(4));
    }
}
