package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.SandboxOptions;
import io.koppel.testing.Packaged;
import io.koppel.testing.SandboxClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks through {@code docs/howto-map-a-table.md}: its commands, in its order, with the files it shows, against the packaged
 * process and the sandbox's own tables.
 */
class HowToMapATableIT {
    private static final Pattern BLOCK = Pattern.compile("```(sh|yaml \\w+)\n(.*?)```", Pattern.DOTALL);
    private static final String FLEET =
            "/v2.0/sandbox/api/fabrikam/fleet/v1.0/companies(c0000000-0000-4000-8000-00000000c0de)/vehicles";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    /** A fenced block of the document: what kind it is, and its text. */
    private record Block(String kind, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(Packaged.HOME.resolve("docs/howto-map-a-table.md")));
        while (found.find()) {
            blocks.add(new Block(found.group(1), found.group(2)));
        }
        return blocks;
    }

    @Test
    void theWalkEndsWithSynchronizedVehicles() throws Exception {
        Path routes = copiedRoutes();
        sandbox = Sandbox.start(SandboxOptions.demo(0));
        SandboxClient person = new SandboxClient(sandbox.baseUrl(), "person");
        List<Block> blocks = blocks();
        assertThat(blocks.get(0).text()).as("the walk begins with the demo").isEqualTo("./koppel demo\n");
        try (Packaged koppel = Packaged.start(
                folder.resolve("data"), environment(routes), "run", "--sandbox", sandbox.baseUrl(), "--full-sync")) {
            koppel.says("running; end it with Ctrl-C");
            for (Block block : blocks.subList(1, blocks.size())) {
                switch (block.kind()) {
                    case "yaml proposed" -> assertThat(file(routes)).contains(block.text());
                    case "yaml decided" -> decide(koppel, routes, block.text());
                    case "yaml test" -> Files.writeString(routes.resolve("tests/vehicle.yaml"), block.text());
                    default -> {
                        for (String command : block.text().strip().split("\n")) {
                            run(routes, command);
                        }
                    }
                }
            }
            theRowsAreThere(person);
            editsTravelBothWays(koppel, person);
        } finally {
            sandbox.close();
        }
    }

    private static String file(Path routes) throws IOException {
        return Files.readString(routes.resolve("vehicle.yaml"));
    }

    /** The node is replaced, the routes stay; the running process takes the edit up by itself. */
    private static void decide(Packaged koppel, Path routes, String node) throws IOException {
        String text = file(routes);
        Files.writeString(
                routes.resolve("vehicle.yaml"),
                node + "\n" + text.substring(text.indexOf("\n- route:")).stripLeading());
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        koppel.rest("GET", "/api/mappings/VEHICLE", null).toString())
                .contains("Vehicles"));
    }

    private void run(Path routes, String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        assertThat(words.remove(0)).isEqualTo("./koppel");
        words.replaceAll(word -> word.equals("http://127.0.0.1:8090") ? sandbox.baseUrl() : word);
        String said = koppel(routes, words);
        switch (words.get(0)) {
            case "validate" -> assertThat(said).contains("they can be used").contains("fab_number holds up to 40");
            case "test" -> assertThat(said).contains(" 0 failed");
            case "plan" -> assertThat(said).contains("VEHICLE V-1003 to-dataverse: insert", "fab_fuel");
            case "history" -> assertThat(said).contains("V-1001").contains("create");
            case "jobs" -> jobIsScheduled(routes);
            default -> assertThat(said).doesNotContain("koppel:");
        }
    }

    /** An edit of the file left the job with a time to run at. */
    private void jobIsScheduled(Path routes) throws Exception {
        JsonNode jobs = new ObjectMapper().readTree(koppel(routes, List.of("jobs", "--json")));
        for (JsonNode job : jobs.path("value")) {
            if (job.path("job").asText(job.path("id").asText()).equals("VEHICLE")) {
                assertThat(job.path("next").asText("")).as(job.toString()).startsWith("20");
                return;
            }
        }
        throw new AssertionError("no job VEHICLE in " + jobs);
    }

    private static void theRowsAreThere(SandboxClient person) {
        JsonNode van = row(person, "V-1001");
        JsonNode customer = person.bcList("customers", "number eq '10000'").get(0);
        assertThat(van.get("fab_name").asText()).isEqualTo("Transporter, lang");
        assertThat(van.get("fab_fuel").asInt()).isEqualTo(100_000_001);
        assertThat(van.get("fab_leasingrate").decimalValue()).isEqualByComparingTo("389");
        assertThat(person.dataverse(
                                "accounts(" + van.get("_fab_customerid_value").asText() + ")")
                        .get("name")
                        .asText())
                .isEqualTo(customer.get("displayName").asText());
        assertThat(person.dataverseList("fab_vehicles", null)).hasSize(4);
    }

    private static JsonNode row(SandboxClient person, String number) {
        return person.dataverseList("fab_vehicles", "fab_number eq '" + number + "'")
                .get(0);
    }

    private static void editsTravelBothWays(Packaged koppel, SandboxClient person) throws Exception {
        String plated = row(person, "V-1002").get("fab_vehicleid").asText();
        person.dataverseChange("fab_vehicles", plated, Map.of("fab_plate", "HH-XX 7 ", "fab_fuel", 100_000_002));
        String id = vehicle(person, "V-1001").get("id").asText();
        ObjectMapper json = new ObjectMapper();
        assertThat(person.send("PATCH", FLEET + "(" + id + ")", json.readTree("{\"mileage\":50000.5}"), "*")
                        .statusCode())
                .isEqualTo(200);

        koppel.rest("POST", "/api/mappings/VEHICLE/synchronize?wait=PT60S", Map.of());

        assertThat(row(person, "V-1001").get("fab_mileage").decimalValue()).isEqualByComparingTo("50000.5");
        assertThat(vehicle(person, "V-1002").get("licensePlate").asText()).isEqualTo("HH-XX 7");
        assertThat(vehicle(person, "V-1002").get("fuel").asText()).isEqualTo("Electric");
        JsonNode again = koppel.rest("POST", "/api/mappings/VEHICLE/synchronize?wait=PT60S", Map.of());
        assertThat(again.toString()).contains("\"modified\":0").doesNotContain("\"modified\":1");
    }

    private static JsonNode vehicle(SandboxClient person, String number) throws IOException {
        return new ObjectMapper()
                .readTree(person.send("GET", FLEET + "?$filter=number%20eq%20'" + number + "'", null, null)
                        .body())
                .get("value")
                .get(0);
    }

    private Path copiedRoutes() throws IOException {
        Path routes = folder.resolve("routes");
        Path shipped = Packaged.HOME.resolve("routes");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(shipped.relativize(file).toString()));
            }
        }
        Files.createDirectory(folder.resolve("data"));
        return routes;
    }

    private static Map<String, String> environment(Path routes) {
        return Map.of("KOPPEL_ROUTES_FOLDER", routes.toString());
    }

    /** What a command says, which has to succeed. */
    private String koppel(Path routes, List<String> words) throws Exception {
        Path said = Files.createTempFile(folder, "said", "");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dkoppel.home=" + Packaged.HOME,
                "-jar",
                Packaged.HOME.resolve("target/koppel.jar").toString()));
        line.addAll(words);
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment(routes));
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(words + "\n" + Files.readString(said))
                .isZero();
        return Files.readString(said);
    }
}
