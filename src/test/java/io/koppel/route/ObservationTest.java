package io.koppel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.journal.AuditRow;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.Role;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.testing.Basedir;
import io.koppel.testing.Scene;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.PrivilegedAction;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What machines watch: MBeans, metrics and readiness of a running Koppel. */
class ObservationTest {
    private static final String TOKEN = "the token of the test";
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private static Scene scene;
    private static Observation observation;
    private static Operations operations;
    private static Accounts accounts;
    private static HttpEdge edge;

    @BeforeAll
    static void start() {
        scene = Scene.start();
        KoppelContext koppel = scene.rig().koppel();
        operations = OperationsOf.context(
                "CRONUS", scene.rig().database(), koppel, new ConnectionOperations(List.of(), List::of));
        observation = new Observation(koppel, scene.rig().database(), "CRONUS", operations);
        accounts = new Accounts(scene.rig().database(), Clock.systemUTC());
        Gate gate = new Gate(new Authenticator(accounts, TOKEN));
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

    private static List<AuditRow> acts(String person) {
        return operations.journal().audit().list(person, null, 100).value();
    }

    private static void row(AuditRow row, String act, String outcome) {
        assertThat(row.act()).isEqualTo(act);
        assertThat(row.face()).isEqualTo("jmx");
        assertThat(row.subject()).isEqualTo("PAYMENT-TERMS");
        assertThat(row.outcome()).isEqualTo(outcome);
    }

    @Test
    void everyActThroughABeanLeavesARow() throws Exception {
        ObjectName terms = job("PAYMENT-TERMS");
        BEANS.invoke(terms, "hold", null, null);
        BEANS.invoke(terms, "restart", null, null);
        scene.rest().post("/api/mappings/PAYMENT-TERMS/disable", null);
        assertThatThrownBy(() -> BEANS.invoke(terms, "restart", null, null))
                .rootCause()
                .hasMessageContaining("is disabled");
        scene.rest().post("/api/mappings/PAYMENT-TERMS/enable", null);

        List<AuditRow> acts = acts("jmx").stream()
                .filter(row -> row.subject().equals("PAYMENT-TERMS"))
                .toList();
        row(acts.get(0), "restartJob", "refused");
        row(acts.get(1), "restartJob", "done");
        row(acts.get(2), "holdJob", "done");
    }

    @Test
    void theRowNamesThePrincipalOfAJmxConnection() {
        Subject subject = new Subject(true, Set.of(new JMXPrincipal("olga")), Set.of(), Set.of());

        Subject.doAs(subject, (PrivilegedAction<Object>) () -> {
            try {
                return BEANS.invoke(job("PAYMENT-TERMS"), "hold", null, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        row(acts("olga").get(0), "holdJob", "done");
        scene.rest().post("/api/jobs/PAYMENT-TERMS/restart", null);
    }

    @Test
    void theRowNamesWhoSignedInToJolokia() throws Exception {
        accounts.put("ada", "a password of the test", Role.ADMINISTRATOR);

        String held = jolokia(accounts.issueToken("ada", "test"), "exec", job("PAYMENT-TERMS"), "hold");

        assertThat(held).contains("\"status\":200");
        row(acts("ada").get(0), "holdJob", "done");
        assertThat(scene.rest().get("/api/jobs/PAYMENT-TERMS").path("message").asText())
                .isEqualTo("held by ada");
        scene.rest().post("/api/jobs/PAYMENT-TERMS/restart", null);
        accounts.put("vera", "a password of the test", Role.VIEWER);
        assertThat(jolokia(accounts.issueToken("vera", "test"), "exec", job("PAYMENT-TERMS"), "hold"))
                .contains("needs the role administrator");
        assertThat(acts("vera")).isEmpty();
    }

    private static String jolokia(String token, String type, ObjectName bean, String operation) throws Exception {
        String body = new ObjectMapper()
                .writeValueAsString(Map.of("type", type, "mbean", bean.toString(), "operation", operation));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(edge.address().resolve("/observe/jolokia"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void routesHaveBeansWithReadableNames() throws Exception {
        String context = scene.rig().koppel().camel().getName();
        for (String route : List.of("CUSTOMER.to-dataverse", "CUSTOMER.from-dataverse", "CUSTOMER.job")) {
            ObjectName name =
                    new ObjectName("org.apache.camel:context=" + context + ",type=routes,name=\"" + route + "\"");
            assertThat(BEANS.isRegistered(name)).as(route).isEqualTo(!route.endsWith(".job") || scheduled());
        }
        ObjectName records =
                new ObjectName("org.apache.camel:context=" + context + ",type=mappings,name=\"CUSTOMER.to-dataverse\"");
        assertThat(BEANS.getAttribute(records, "Mapping")).isEqualTo("CUSTOMER");
        assertThat(BEANS.getAttribute(records, "LagSeconds")).isInstanceOf(Long.class);
    }

    private static boolean scheduled() {
        return scene.rig().koppel().camel().getRoute("CUSTOMER.job") != null;
    }

    @Test
    void dashboardAndAlertRulesNameMetricsThereAre() throws IOException {
        scene.rest().run("/api/mappings/CURRENCY/synchronize", Map.of());
        String metrics = get("/observe/metrics").body();
        for (String file : List.of("grafana-dashboard.json", "prometheus-alerts.yaml")) {
            assertThat(Pattern.compile("koppel_[a-z_]+")
                            .matcher(Files.readString(
                                    Basedir.path().resolve("docs/monitoring").resolve(file)))
                            .results()
                            .map(MatchResult::group))
                    .as(file)
                    .isNotEmpty()
                    .allMatch(name -> metrics.contains("\n" + name + "{"));
        }
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
        scene.person().fault("businessCentral", "GET .*shipmentMethods.*", "status-500");
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());

        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/observe/health/stuck").body()).contains("SHIPMENT-METHOD");

        scene.person().noFaults();
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());
        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
    }
}
