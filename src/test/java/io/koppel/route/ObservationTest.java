package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.testing.Scene;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What machines watch: MBeans, metrics and readiness of a running Koppel. */
class ObservationTest {
    private static final String TOKEN = "the token of the test";
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private static Scene scene;
    private static Observation observation;
    private static HttpEdge edge;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        KoppelContext koppel = scene.rig().koppel();
        Operations operations = OperationsOf.context(
                "CRONUS", scene.rig().database(), koppel, new ConnectionOperations(List.of(), List::of));
        observation = new Observation(koppel, scene.rig().database(), "CRONUS", operations);
        Gate gate = new Gate(new Authenticator(new Accounts(scene.rig().database(), Clock.systemUTC()), TOKEN));
        edge = HttpEdge.open(koppel.camel(), "127.0.0.1", 0, router -> {
            RestFace.mountCommon(router);
            observation.mount(router, gate);
        });
    }

    @AfterAll
    static void stop() {
        edge.close();
        observation.close();
        scene.close();
    }

    private static HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(edge.address().resolve(path))
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The value of the first sample with this name and these labels. */
    private static Optional<Double> metric(String name, String... labels) {
        return get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && Stream.of(labels).allMatch(line::contains))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    private static ObjectName job(String name) throws Exception {
        return new ObjectName("org.apache.camel:context="
                + scene.rig().koppel().camel().getName() + ",type=jobs,name=\"" + name + "\"");
    }

    @Test
    void aJobIsHeldRestartedAndRunThroughItsBean() throws Exception {
        ObjectName currency = job("CURRENCY");

        BEANS.invoke(currency, "hold", null, null);

        assertThat(BEANS.getAttribute(currency, "Status")).isEqualTo("on hold");
        assertThat(BEANS.getAttribute(currency, "Message")).isEqualTo("held by jmx");
        assertThat(metric("koppel_job_status", "job=\"CURRENCY\"", "status=\"on hold\""))
                .contains(1.0);
        assertThat(metric("koppel_job_next_seconds", "job=\"CURRENCY\"")).isEmpty();

        BEANS.invoke(currency, "restart", null, null);
        long run = (long) BEANS.invoke(currency, "run", null, null);

        JsonNode ended = scene.rest().get("/api/runs/" + run + "?wait=PT60S");
        assertThat(ended.path("startedBy").asText()).isEqualTo("jmx");
        assertThat(BEANS.getAttribute(currency, "LastRun")).isEqualTo(run);
        assertThat(BEANS.getAttribute(currency, "Category")).isNotNull();
        assertThat(BEANS.isRegistered(job("SWEEP"))).isTrue();
    }

    @Test
    void metricsCountRecordsRequestsBatchesAndTheirTime() {
        String customer = scene.customer("Measured");
        scene.create("CUSTOMER", Scene.TO, customer);
        scene.job("CUSTOMER");

        assertThat(metric(
                                "koppel_records_total",
                                "mapping=\"CUSTOMER\"",
                                "outcome=\"inserted\"",
                                "direction=\"to-dataverse\"")
                        .orElseThrow())
                .isPositive();
        assertThat(metric("koppel_lag_seconds", "mapping=\"CUSTOMER\"", "direction=\"to-dataverse\""))
                .isPresent();
        assertThat(metric("koppel_requests_total", "service=\"dataverse\"").orElseThrow())
                .isPositive();
        assertThat(metric("koppel_request_seconds_count", "service=\"dataverse\"")
                        .orElseThrow())
                .isPositive();
        assertThat(metric("koppel_request_seconds", "service=\"bc\"", "quantile=\"0.95\""))
                .isPresent();
        assertThat(metric("koppel_batch_operations_count", "service=\"dataverse\""))
                .isPresent();
        assertThat(metric("koppel_budget_capacity", "service=\"bc\"")).isPresent();
        assertThat(metric("koppel_oldest_waiting_seconds", "mapping=\"CUSTOMER\""))
                .isPresent();
    }

    @Test
    void readinessTurnsRedWhileAMappingStandsStill() {
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());
        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "businessCentral",
                                "match",
                                "GET .*shipmentMethods.*",
                                "fault",
                                "status-500",
                                "probability",
                                1.0)));
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());

        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/observe/health/stuck").body()).contains("SHIPMENT-METHOD");

        scene.person().admin("DELETE", "faults", null);
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());
        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
    }
}
