package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.mapping.Models;
import io.koppel.testing.RouteFolder;
import io.koppel.testing.Scenario;
import io.koppel.testing.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping files that are gone come back with a reset of all mappings, and all of them run with one call. */
class MissingMappingsTest {
    @TempDir
    private Path folder;

    private static List<String> mappings(Scene scene) {
        return scene.rest().get("/api/mappings").path("value").findValuesAsText("id");
    }

    private static List<String> jobs(Scene scene) {
        return scene.rest().get("/api/jobs").path("value").findValuesAsText("job");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    @Scenario("SE-18")
    void aResetToWhatIsShippedBringsMappingsAndJobsBack() throws IOException {
        RouteFolder.copy(folder);
        for (Path file : files()) {
            if (Files.readString(file).contains("- tableMapping:")) {
                Files.delete(file);
            }
        }
        try (Scene scene = Scene.start(Models.DEFAULTS, folder)) {
            assertThat(mappings(scene)).isEmpty();
            assertThat(jobs(scene)).doesNotContain("CUSTOMER", "CONTACT", "CURRENCY");

            JsonNode reset = scene.rest().post("/api/mappings/reset", Map.of("shipped", true));

            assertThat(reset.path("files").toString()).contains("customer.yaml", "posted-sales-invoice.yaml");
            assertThat(mappings(scene)).contains("CUSTOMER", "CONTACT", "CURRENCY", "ITEM-PRODUCT");
            assertThat(reset.path("reset")).hasSize(mappings(scene).size());
            assertThat(jobs(scene)).contains("CUSTOMER", "CONTACT", "CURRENCY", "POSTEDSALESINV-INV");
            assertThat(scene.rest().get("/api/jobs/CUSTOMER").path("status").asText())
                    .isEqualTo("ready");
            String customer = scene.customer("Comes with the mapping");
            scene.create("CUSTOMER", Scene.TO, customer);
            assertThat(scene.coupling("CUSTOMER", customer)).isNotNull();
        }
    }

    @Test
    @Scenario("SE-13")
    void enablingTheConnectionBringsTheShippedMappingsWhereThereAreNone() throws IOException {
        RouteFolder.copy(folder);
        for (Path file : files()) {
            if (Files.readString(file).contains("- tableMapping:")) {
                Files.delete(file);
            }
        }
        try (Scene scene = Scene.start(Models.DEFAULTS, folder)) {
            scene.rest().post("/api/connection/disable", null);
            assertThat(mappings(scene)).isEmpty();

            scene.rest().post("/api/connection/enable", null);

            assertThat(mappings(scene)).contains("CUSTOMER", "CONTACT", "CURRENCY", "ITEM-PRODUCT");
            assertThat(jobs(scene)).contains("CUSTOMER", "CONTACT", "CURRENCY");
            Files.delete(folder.resolve("vendor.yaml"));
            scene.rest().post("/api/connection/disable", null);
            scene.rest().post("/api/connection/enable", null);
            assertThat(files())
                    .as("where there are some they are left as they are")
                    .doesNotContain(folder.resolve("vendor.yaml"));
        }
    }

    @Test
    @Scenario("SE-36")
    void allMappingsRunOnceInEachOfTheirDirectionsAndTheirJobsOnceMore() throws IOException {
        RouteFolder.copy(folder);
        currency("FIRST", "from-dataverse");
        currency("SECOND", "bidirectional");
        try (Scene scene = Scene.start(Models.DEFAULTS, folder)) {
            int passes = 0;
            int scheduled = 0;
            List<String> jobs = jobs(scene);
            for (JsonNode mapping : scene.rest().get("/api/mappings").path("value")) {
                int ways = mapping.path("id").asText().equals("POSTEDSALESLINE-INV")
                        ? 0
                        : mapping.path("direction").asText().equals("bidirectional") ? 2 : 1;
                passes += ways;
                scheduled += jobs.contains(mapping.path("id").asText()) ? ways : 0;
            }

            scene.rest().run("/api/synchronize", null);

            assertThat(log(scene)).hasSize(passes);
            for (String job : jobs) {
                if (mappings(scene).contains(job)) {
                    scene.rest().run("/api/jobs/" + job + "/run", null);
                }
            }
            List<String> log = log(scene);
            assertThat(log)
                    .hasSize(passes + scheduled)
                    .filteredOn("SECOND"::equals)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(log).filteredOn("FIRST"::equals).isNotEmpty();
        }
    }

    private static List<String> log(Scene scene) {
        return scene.rest().get("/api/job-log?limit=1000").path("value").findValuesAsText("mapping");
    }

    /** The shipped currency mapping under another name and in another direction. */
    private void currency(String id, String direction) throws IOException {
        String text = Files.readString(folder.resolve("currency.yaml"));
        String to = text.substring(text.indexOf("- route:"));
        String from = to.replace("to-dataverse", "from-dataverse")
                .replace("bc:read/currencies", "dataverse:read/transactioncurrencies")
                .replace("dataverse:batch", "bc:batch");
        String own = text.substring(0, text.indexOf("- route:"))
                .replace("direction: to-dataverse", "direction: " + direction)
                .replaceAll("rules: .*", "rules: []");
        String routes = direction.equals("bidirectional") ? to + from.substring(0, from.lastIndexOf("- route:")) : from;
        Files.writeString(
                folder.resolve(id.toLowerCase(java.util.Locale.ROOT) + ".yaml"),
                (own + routes).replace("CURRENCY", id));
    }
}
