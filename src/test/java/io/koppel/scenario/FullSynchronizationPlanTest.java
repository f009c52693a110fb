package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan of a full synchronization as an operator makes, switches, runs and follows it over REST. */
class FullSynchronizationPlanTest {
    private static final String PATH = "/api/full-synchronization";
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @BeforeEach
    void empty() {
        scene.rest().post(PATH + "/reset", null);
    }

    @AfterEach
    void calm() {
        scene.person().noFaults();
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !view().path("state").asText().equals("running"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static JsonNode view() {
        return scene.rest().get(PATH);
    }

    private static JsonNode line(JsonNode view, String mapping) {
        for (JsonNode line : view.path("lines")) {
            if (line.path("mapping").asText().equals(mapping)) {
                return line;
            }
        }
        throw new AssertionError("no line " + mapping + " in " + view);
    }

    private static JsonNode run() {
        scene.later(Duration.ofSeconds(2));
        return scene.rest().post(PATH + "/start?wait=PT60S", null);
    }

    private static void choose(String mapping, String action) {
        assertThat(scene.rest()
                        .send("PUT", PATH + "/" + mapping, Map.of("action", action))
                        .status())
                .isEqualTo(200);
    }

    private static void all(String action) {
        for (String mapping : view().path("lines").findValuesAsText("mapping")) {
            choose(mapping, action);
        }
    }

    private static void stored(String mapping, String status, String after) {
        scene.rig()
                .database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE full_synchronization_line SET status = ?, depends_on = ? WHERE mapping = ?",
                        status,
                        after,
                        mapping));
    }

    @Test
    @Scenario("FS-01")
    void aStaleDependencyIsCorrectedWhenThePlanIsMadeAgain() {
        scene.rest().post(PATH + "/recommend", null);
        stored("SALESPEOPLE", "blank", "CURRENCY");

        JsonNode plan = scene.rest().post(PATH + "/recommend", null);

        assertThat(line(plan, "SALESPEOPLE").path("after")).isEmpty();
        assertThat(line(plan, "CURRENCY").path("after")).isEmpty();
        assertThat(plan.path("lines").findValuesAsText("status")).containsOnly("blank");
    }

    @Test
    @Scenario("FS-15")
    void thePlanHasABlankLineForEveryMapping() {
        JsonNode plan = scene.rest().post(PATH + "/recommend", null);

        List<String> mappings = scene.rest().get("/api/mappings").path("value").findValuesAsText("id");
        // Lines travel with their document.
        mappings.remove("POSTEDSALESLINE-INV");
        assertThat(plan.path("state").asText()).isEqualTo("planned");
        assertThat(plan.path("lines").findValuesAsText("mapping"))
                .hasSameSizeAs(mappings)
                .containsAll(mappings);
        for (JsonNode line : plan.path("lines")) {
            assertThat(line.path("status").asText()).isEqualTo("blank");
            assertThat(line.path("toDataverse").isNull()).isTrue();
            assertThat(line.path("fromDataverse").isNull()).isTrue();
        }
    }

    @Test
    @Scenario("FS-17")
    void eachStatusHasItsTone() {
        scene.rest().post(PATH + "/recommend", null);
        stored("CUSTOMER", "error", "");
        stored("CURRENCY", "finished", "");
        stored("CONTACT", "in process", "");

        JsonNode view = view();

        assertThat(line(view, "CUSTOMER").path("tone").asText()).isEqualTo("bad");
        assertThat(line(view, "CURRENCY").path("tone").asText()).isEqualTo("good");
        assertThat(line(view, "CONTACT").path("tone").asText()).isEqualTo("attention");
        assertThat(line(view, "SALESPEOPLE").path("tone").asText()).isEqualTo("muted");
    }

    @Test
    @Scenario({"FS-23", "FS-24"})
    void behindALineLieItsRunAndItsPasses() {
        scene.customer("In the log");
        scene.job("CUSTOMER");
        JsonNode view = run();
        scene.job("CUSTOMER");

        JsonNode line = line(view, "CUSTOMER");
        JsonNode run = scene.rest().get("/api/runs/" + line.path("run").asLong());
        assertThat(run.path("mapping").asText()).isEqualTo("CUSTOMER");
        assertThat(run.path("kind").asText()).isEqualTo("full-synchronization");
        assertThat(line.path("passes")).isEqualTo(run.path("passes")).hasSize(2);
        List<Long> logged = new ArrayList<>();
        scene.rest()
                .get("/api/job-log?mapping=CUSTOMER")
                .path("value")
                .forEach(row -> logged.add(row.path("id").asLong()));
        assertThat(logged)
                .contains(line.path("passes").get(0).path("job").asLong())
                .hasSizeGreaterThan(4);
    }

    private static void stored(String status, String... mappings) {
        for (String mapping : mappings) {
            scene.rig()
                    .database()
                    .jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE full_synchronization_line SET status = ? WHERE mapping = ?", status, mapping));
        }
    }

    private static List<String> in(JsonNode view, String status) {
        List<String> found = new ArrayList<>();
        view.path("lines").forEach(line -> {
            if (line.path("status").asText().equals(status)) {
                found.add(line.path("mapping").asText());
            }
        });
        return found;
    }

    /** No answer about a set of Business Central comes before the test ends, so whatever reads it stays in process. */
    private static void holdUp(String sets) {
        scene.person()
                .admin(
                        "POST",
                        "faults",
                        List.of(Map.of(
                                "service",
                                "businessCentral",
                                "match",
                                "GET .*/(" + sets + ")\\b.*",
                                "fault",
                                "slow",
                                "duration",
                                "PT3S",
                                "probability",
                                1.0)));
    }

    private static void startAndWaitUntil(java.util.function.Predicate<JsonNode> reached) {
        assertThat(scene.rest()
                        .send("POST", PATH + "/start", Map.of("action", "full"))
                        .status())
                .isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> reached.test(view()));
    }

    @Test
    @Scenario("FS-21")
    void whatTheParentsOfTheSecondWaveAllowStartsAndNothingElse() {
        scene.rest().post(PATH + "/recommend", null);
        all("full");
        stored(
                "finished",
                "CURRENCY",
                "ITEM-PRODUCT",
                "UNIT-OF-MEASURE",
                "PAYMENT-TERMS",
                "SHIPMENT-METHOD",
                "SHIPPING-AGENT",
                "CUSTPRCGRP-PRICE");
        scene.person().admin("PUT", "limits", Map.of("latency", "PT1S"));

        startAndWaitUntil(view -> !in(view, "in process").isEmpty());

        JsonNode view = view();
        assertThat(in(view, "in process"))
                .containsExactlyInAnyOrder("SALESPRC-PRODPRICE", "RESOURCE-PRODUCT", "SALESPEOPLE");
        assertThat(in(view, "blank")).contains("CUSTOMER", "VENDOR", "CONTACT", "OPPORTUNITY", "POSTEDSALESINV-INV");
    }

    private static String way(String direction) {
        return line(view(), "CUSTOMER").path(direction).asText();
    }

    @Test
    @Scenario("FS-08")
    void whileALineRunsItShowsHowEachDirectionStands() {
        scene.rest().post(PATH + "/recommend", null);
        all("none");
        choose("CUSTOMER", "full");
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0.5S"));

        startAndWaitUntil(
                view -> line(view, "CUSTOMER").path("toDataverse").asText().equals("in process"));

        assertThat(line(view(), "CUSTOMER").path("run").isNull()).isFalse();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> way("toDataverse").equals("success")
                        && way("fromDataverse").equals("in process"));
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0S"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> view().path("state").asText().equals("finished"));
        assertThat(way("toDataverse")).isEqualTo("success");
        assertThat(way("fromDataverse")).isEqualTo("success");
    }

    @Test
    @Scenario("FS-20")
    void aParentInProcessBlocksItsChildrenAndNobodyElse() {
        scene.rest().post(PATH + "/recommend", null);
        all("full");
        stored(
                "finished",
                "CURRENCY",
                "ITEM-PRODUCT",
                "SALESPEOPLE",
                "PAYMENT-TERMS",
                "SHIPMENT-METHOD",
                "SHIPPING-AGENT");
        holdUp("unitsOfMeasure");

        startAndWaitUntil(view -> List.of("CUSTPRCGRP-PRICE", "CUSTOMER", "VENDOR").stream()
                .noneMatch(mapping -> line(view, mapping).path("started").isNull()));

        JsonNode view = view();
        assertThat(line(view, "UNIT-OF-MEASURE").path("status").asText()).isEqualTo("in process");
        assertThat(line(view, "RESOURCE-PRODUCT").path("status").asText()).isEqualTo("blank");
        assertThat(line(view, "POSTEDSALESINV-INV").path("status").asText()).isEqualTo("blank");
        scene.person().noFaults();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> view().path("state").asText().equals("finished"));
        JsonNode end = view();
        end.path("lines").forEach(line -> line.path("after").forEach(parent -> {
            JsonNode before = line(end, parent.asText()).path("finished");
            if (before.isTextual() && line.path("started").isTextual()) {
                assertThat(java.time.Instant.parse(line.path("started").asText()))
                        .as(line.path("mapping").asText() + " after " + parent.asText())
                        .isAfterOrEqualTo(java.time.Instant.parse(before.asText()));
            }
        }));
    }

    @Test
    @Scenario("FS-26")
    void whileOneRunsNothingElseIsStarted() {
        scene.rest().post(PATH + "/recommend", null);
        scene.person().admin("PUT", "limits", Map.of("latency", "PT0.3S"));
        assertThat(scene.rest().send("POST", PATH + "/start", null).status()).isEqualTo(202);

        for (String verb : List.of("/start", "/reset", "/recommend")) {
            assertThat(scene.rest().send("POST", PATH + verb, null).status())
                    .as(verb)
                    .isEqualTo(409);
        }
        assertThat(scene.rest().send("POST", "/api/jobs/CUSTOMER/run", null).status())
                .isEqualTo(409);
        assertThat(scene.rest().get("/api/jobs/CUSTOMER").path("status").asText())
                .isEqualTo("on hold");
        assertThat(view().path("state").asText()).isEqualTo("running");
        assertThat(view().path("requests").get(0).path("sent").asLong()).isPositive();
    }

    @Test
    void theRecommendationFollowsWhatBothSidesHoldAndIsWhatRuns() {
        scene.close();
        start();
        scene.customer("Only here");
        JsonNode plan = scene.rest().post(PATH + "/recommend", null);
        assertThat(line(plan, "CUSTOMER").path("recommended").asText()).isEqualTo("full");
        assertThat(line(plan, "CUSTOMER").path("recommendedBecause").asText())
                .isEqualTo("Dataverse has no records yet");
        assertThat(line(plan, "SHIPMENT-METHOD").path("recommended").asText()).isEqualTo("none");
        scene.account("Only there");

        plan = scene.rest().post(PATH + "/recommend", null);

        assertThat(line(plan, "CUSTOMER").path("recommended").asText()).isEqualTo("couple");
        JsonNode view = run();
        assertThat(view.path("state").asText()).isEqualTo("finished");
        assertThat(line(view, "SHIPMENT-METHOD").path("status").asText()).isEqualTo("no records");
        assertThat(line(view, "CUSTOMER").path("action").asText()).isEqualTo("couple");
        assertThat(line(view, "CUSTOMER")
                        .path("passes")
                        .get(0)
                        .path("counters")
                        .path("inserted")
                        .asInt())
                .as("coupling creates nothing")
                .isZero();
    }

    @Test
    void aLineIsSwitchedUntilItWasStarted() {
        scene.rest().post(PATH + "/recommend", null);
        all("none");
        choose("PAYMENT-TERMS", "full");
        scene.person().bcCreate("paymentTerms", Scene.values("code", "SWITCHED", "displayName", "Switched"));

        JsonNode view = run();

        assertThat(line(view, "PAYMENT-TERMS").path("status").asText()).isEqualTo("finished");
        assertThat(line(view, "CUSTOMER").path("status").asText()).isEqualTo("no records");
        assertThat(scene.rest()
                        .send("PUT", PATH + "/PAYMENT-TERMS", Map.of("action", "couple"))
                        .detail())
                .contains("is finished; reset the plan first");
        assertThat(scene.rest()
                        .send("PUT", PATH + "/PAYMENT-TERMS", Map.of("action", "everything"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aLineInErrorHoldsUpWhatDependsOnItUntilItIsRestarted() {
        scene.person().fault("businessCentral", "GET .*shippingAgents.*", "status-500");
        JsonNode failed = run();
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(line(failed, "SHIPPING-AGENT").path("status").asText()).isEqualTo("error");
        assertThat(line(failed, "CUSTOMER").path("status").asText()).isEqualTo("blank");
        assertThat(line(failed, "SALESPEOPLE").path("status").asText()).isEqualTo("finished");
        long salespeople = line(failed, "SALESPEOPLE").path("run").asLong();
        scene.person().noFaults();

        JsonNode view = scene.rest().post(PATH + "/restart?wait=PT60S", null);

        assertThat(view.path("state").asText()).isEqualTo("finished");
        assertThat(line(view, "CUSTOMER").path("status").asText()).isEqualTo("finished");
        assertThat(line(view, "SALESPEOPLE").path("run").asLong()).isEqualTo(salespeople);
        assertThat(scene.rest().send("POST", PATH + "/restart", null).status()).isEqualTo(409);
    }

    @Test
    void oneLineInErrorIsRestartedAndTheOthersStay() {
        scene.person().fault("businessCentral", "GET .*shippingAgents.*", "status-500");
        scene.person().fault("businessCentral", "GET .*shipmentMethods.*", "status-500");
        JsonNode failed = run();
        assertThat(line(failed, "SHIPPING-AGENT").path("status").asText()).isEqualTo("error");
        assertThat(line(failed, "SHIPMENT-METHOD").path("status").asText()).isEqualTo("error");
        scene.person().noFaults();
        assertThat(scene.rest()
                        .send("POST", PATH + "/restart", Map.of("mapping", "CURRENCY"))
                        .status())
                .isEqualTo(409);

        JsonNode view = scene.rest().post(PATH + "/restart?wait=PT60S", Map.of("mapping", "SHIPPING-AGENT"));

        assertThat(view.path("state").asText()).isEqualTo("failed");
        assertThat(line(view, "SHIPPING-AGENT").path("status").asText()).isEqualTo("finished");
        assertThat(line(view, "SHIPMENT-METHOD").path("status").asText()).isEqualTo("error");
        assertThat(line(view, "CUSTOMER").path("status").asText())
                .as("waits for the other line, too")
                .isEqualTo("blank");
        assertThat(scene.rest()
                        .post(PATH + "/restart?wait=PT60S", null)
                        .path("state")
                        .asText())
                .isEqualTo("finished");
    }

    @Test
    void afterwardsItIsAskedWhetherJobsMayCreateRecords() {
        JsonNode view = run();
        assertThat(view.path("question").toString()).contains("CUSTOMER", "CONTACT");

        JsonNode answered =
                scene.rest().post(PATH + "/answer", Map.of("createNew", true, "mappings", List.of("CUSTOMER")));

        assertThat(answered.path("question").toString()).contains("CONTACT").doesNotContain("\"CUSTOMER\"");
        String customer = scene.customer("Created by its job");
        scene.job("CUSTOMER");
        assertThat(scene.coupling("CUSTOMER", customer)).isNotNull();
        scene.rest().post("/api/mappings/CUSTOMER/reset", null);
    }
}
