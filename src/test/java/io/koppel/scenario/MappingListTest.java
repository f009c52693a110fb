package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.job.QueueStatus;
import io.koppel.mapping.Models;
import io.koppel.mapping.file.MappingFiles;
import io.koppel.mapping.file.Mistake;
import io.koppel.testing.Basedir;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mappings, their jobs and their place in the plan, as an operator sees them over REST. */
class MappingListTest {
    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.start();
    }

    @AfterEach
    void shipped() {
        scene.shippedAgain();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static List<String> mappings() {
        return scene.rest().get("/api/mappings").path("value").findValuesAsText("id");
    }

    @Test
    @Scenario("IM-01")
    void runsOfChosenRecordsLeaveNoMappingBehind() {
        List<String> before = mappings();
        scene.rest()
                .run(
                        "/api/mappings/CUSTOMER/synchronize",
                        Map.of("businessCentralIds", List.of(scene.customer("Ad hoc"))));

        assertThat(mappings()).isEqualTo(before).contains("CUSTOMER");
    }

    @Test
    @Scenario("IM-02")
    void theDescriptionShowsBothTablesAndTheDirection() {
        assertThat(describes()).isEqualTo("items <-> product");
        scene.edit("ITEM-PRODUCT", text -> text.replaceFirst("direction: bidirectional", "direction: to-dataverse")
                .replaceAll(", direction: (bidirectional|from-dataverse)", ""));
        assertThat(describes()).isEqualTo("items -> product");
        scene.shippedAgain();
        scene.edit("ITEM-PRODUCT", text -> text.replaceFirst("direction: bidirectional", "direction: from-dataverse")
                .replaceAll(", direction: (bidirectional|to-dataverse)", ""));
        assertThat(describes()).isEqualTo("items <- product");
    }

    private static String describes() {
        return scene.rest()
                .get("/api/mappings/ITEM-PRODUCT")
                .path("mapping")
                .path("describes")
                .asText();
    }

    @Test
    @Scenario("IM-03")
    void theFieldRowsStandInTheOrderOfTheFile() {
        JsonNode fields = scene.rest().get("/api/mappings/SALESPEOPLE").path("fields");

        assertThat(fields.findValuesAsText("businessCentral"))
                .containsExactly("email", "displayName", "phoneNumber", "jobTitle", "email2");
        assertThat(fields.get(0).path("dataverse").asText()).isEqualTo("internalemailaddress");
    }

    @Test
    @Scenario({"IM-05", "IM-07"})
    void anEmptyValueIsEitherKeptOutOrClearedAndOnlyOfLookups() throws IOException {
        String customer = Files.readString(Basedir.path().resolve("routes/customer.yaml"));
        String lookup = "label: salespersonCode, notNull: true";
        assertThat(customer).contains(lookup);

        assertThat(mistakes(customer)).isEmpty();
        assertThat(mistakes(customer.replace(lookup, lookup + ", clearOnFailure: true")))
                .singleElement()
                .asString()
                .contains("clearOnFailure: must be false where notNull is true");
        assertThat(mistakes(
                        customer.replaceFirst("(businessCentral: displayName, +dataverse: name)", "$1, notNull: true")))
                .singleElement()
                .asString()
                .contains("notNull: is for lookups");
    }

    private static List<String> mistakes(String yaml) {
        return MappingFiles.parse("routes/customer.yaml", yaml, Models.DEFAULTS).mistakes().stream()
                .map(Mistake::toString)
                .toList();
    }

    @Test
    @Scenario("IM-08")
    void theJobLogOfAMappingIsItsOwnNewestFirst() {
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());
        scene.rest().run("/api/mappings/PAYMENT-TERMS/synchronize", Map.of());
        scene.rest().run("/api/mappings/SHIPMENT-METHOD/synchronize", Map.of());

        JsonNode log = scene.rest().get("/api/job-log?mapping=SHIPMENT-METHOD").path("value");

        assertThat(log.findValuesAsText("mapping")).containsOnly("SHIPMENT-METHOD");
        List<Long> ids = new ArrayList<>();
        log.forEach(row -> ids.add(row.path("id").asLong()));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(2).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    @Scenario("FS-02")
    void thePlanFollowsTheDependencies() {
        JsonNode lines =
                scene.rest().post("/api/full-synchronization/recommend", null).path("lines");

        assertThat(after(lines, "CUSTOMER"))
                .containsExactlyInAnyOrder(
                        "SALESPEOPLE", "CURRENCY", "PAYMENT-TERMS", "SHIPMENT-METHOD", "SHIPPING-AGENT");
        assertThat(after(lines, "CONTACT")).containsExactlyInAnyOrder("CUSTOMER", "VENDOR");
        assertThat(after(lines, "OPPORTUNITY")).contains("CONTACT");
        assertThat(after(lines, "ITEM-PRODUCT")).contains("UNIT-OF-MEASURE");
        assertThat(after(lines, "RESOURCE-PRODUCT")).contains("UNIT-OF-MEASURE");
        assertThat(after(lines, "POSTEDSALESINV-INV")).contains("ITEM-PRODUCT", "RESOURCE-PRODUCT", "OPPORTUNITY");
        assertThat(after(lines, "CUSTPRCGRP-PRICE")).contains("CURRENCY", "ITEM-PRODUCT");
        assertThat(after(lines, "SALESPRC-PRODPRICE")).contains("CUSTPRCGRP-PRICE", "ITEM-PRODUCT");
    }

    private static List<String> after(JsonNode lines, String mapping) {
        List<String> after = new ArrayList<>();
        lines.forEach(line -> {
            if (line.path("mapping").asText().equals(mapping)) {
                line.path("after").forEach(parent -> after.add(parent.asText()));
            }
        });
        return after;
    }

    @Test
    @Scenario({"CU-01", "CU-02"})
    void theTileCountsJobsOfMappingsThatFailedSinceItWasSetBack() {
        failed("CURRENCY");
        assertThat(scene.rest().get("/api/failed-jobs").path("failed").asInt()).isEqualTo(1);
        assertThat(scene.rest().get("/api/failed-jobs").path("since").isNull()).isTrue();
        failed("SWEEP");
        assertThat(scene.rest().get("/api/failed-jobs").path("failed").asInt())
                .as("only jobs of mappings")
                .isEqualTo(1);

        JsonNode reset = scene.rest().post("/api/failed-jobs/reset", null);

        assertThat(reset.path("failed").asInt()).isZero();
        assertThat(reset.path("since").isNull()).isFalse();
        failed("SHIPPING-AGENT");
        assertThat(scene.rest().get("/api/failed-jobs").path("jobs").findValuesAsText(""))
                .isEmpty();
        assertThat(scene.rest().get("/api/failed-jobs").path("jobs").get(0).asText())
                .isEqualTo("SHIPPING-AGENT");
        for (String job : List.of("CURRENCY", "SWEEP", "SHIPPING-AGENT")) {
            scene.rest().post("/api/jobs/" + job + "/restart", null);
        }
        assertThat(scene.rest().get("/api/failed-jobs").path("failed").asInt()).isZero();
    }

    /** As a job stands after its last attempt has failed. */
    private static void failed(String job) {
        scene.rig().database().jdbi().useHandle(handle -> {
            handle.execute("DELETE FROM job_queue_entry WHERE job = ?", job);
            handle.execute(
                    "INSERT INTO job_queue_entry (company, job, status, attempts, changed) VALUES ('CRONUS', ?, ?, 10, ?)",
                    job,
                    QueueStatus.ERROR.text(),
                    scene.engine().clock().millis() + 1);
        });
    }
}
