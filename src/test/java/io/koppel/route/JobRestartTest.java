package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Ownership;
import io.koppel.setup.JobSettings;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs next is kept over restarts, by Quartz in Koppel's database. */
class JobRestartTest {
    @TempDir
    private Path routes;

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        for (String file : List.of("errors", "payment-terms", "shipment-method", "shipping-agent")) {
            Files.copy(Basedir.path().resolve("routes").resolve(file + ".yaml"), routes.resolve(file + ".yaml"));
        }
        rig = Rig.start(Ownership.PERSON, routes);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static JobSettings every(Duration every) {
        return new JobSettings(true, every, Duration.ZERO, false, Duration.ZERO, Optional.empty());
    }

    private JsonNode job(String name) {
        return rig.rest().get("/api/jobs/" + name);
    }

    private int triggers(String name) {
        return rig.database().jdbi().withHandle(handle -> handle.select(
                        "SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME = ?", name)
                .mapTo(Integer.class)
                .one());
    }

    private int runs(String name) {
        return rig.rest().get("/api/jobs/" + name + "/runs").path("value").size();
    }

    @Test
    void a_sleeping_job_sleeps_on_and_a_held_one_stays_held() {
        rig.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        rig.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        rig.rest().post("/api/jobs/SHIPPING-AGENT/hold", null);
        JsonNode before = job("PAYMENT-TERMS");
        assertThat(before.path("status").asText()).isEqualTo("on hold due to inactivity");
        assertThat(before.path("next").asText()).isNotEmpty();

        rig = rig.restart(routes, true, JobSettings.DEFAULTS);

        assertThat(job("PAYMENT-TERMS").path("status")).isEqualTo(before.path("status"));
        assertThat(job("PAYMENT-TERMS").path("next")).isEqualTo(before.path("next"));
        assertThat(job("SHIPPING-AGENT").path("status").asText()).isEqualTo("on hold");
        assertThat(job("SHIPPING-AGENT").path("next").isNull()).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> runs("SHIPMENT-METHOD") == 1);
        assertThat(runs("SHIPPING-AGENT")).isZero();
        assertThat(runs("PAYMENT-TERMS")).isEqualTo(2);
    }

    @Test
    void jobs_run_at_their_interval_before_and_after_a_restart() {
        rig = rig.restart(routes, true, every(Duration.ofSeconds(1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> runs("SHIPMENT-METHOD") >= 2);

        rig = rig.restart(routes, true, every(Duration.ofSeconds(1)));
        int before = runs("SHIPMENT-METHOD");

        await().atMost(Duration.ofSeconds(30)).until(() -> runs("SHIPMENT-METHOD") > before + 1);
    }

    @Test
    void a_job_whose_mapping_is_gone_does_not_fire() throws IOException {
        rig = rig.restart(routes, true, every(Duration.ofSeconds(1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> runs("SHIPMENT-METHOD") >= 1);
        assertThat(triggers("SHIPMENT-METHOD")).isEqualTo(1);
        Files.delete(routes.resolve("shipment-method.yaml"));

        rig = rig.restart(routes, true, every(Duration.ofSeconds(1)));

        assertThat(triggers("SHIPMENT-METHOD")).isZero();
        assertThat(rig.rest().get("/api/jobs").path("value").findValuesAsText("job"))
                .containsExactlyInAnyOrder("PAYMENT-TERMS", "SHIPPING-AGENT", "SWEEP");
        int shipping = runs("SHIPPING-AGENT");
        await().atMost(Duration.ofSeconds(30)).until(() -> runs("SHIPPING-AGENT") > shipping);
        assertThat(rig.koppel().engine().jobLog().list("CRONUS", "SHIPMENT-METHOD", null, 100))
                .allSatisfy(pass -> assertThat(pass.finished()).isNotNull());
    }

    @Test
    void a_job_that_a_dead_process_left_running_is_run_again() {
        rig.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        rig.rest().run("/api/jobs/PAYMENT-TERMS/run", null);
        rig.database()
                .jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE job_queue_entry SET status = 'in process' WHERE job = 'PAYMENT-TERMS'"));

        rig = rig.restart(routes, true, JobSettings.DEFAULTS);

        await().atMost(Duration.ofSeconds(30)).until(() -> runs("PAYMENT-TERMS") == 3);
    }
}
