package io.koppel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, as a person starts it: demo, the commands that talk to it, and its end. */
class DemoIT {
    private static final Path HOME =
            Path.of(System.getProperty("koppel.basedir", ".")).toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path data;

    private static Process demo;
    private static Path output;
    private static int sandboxPort;

    @BeforeAll
    static void start() throws IOException {
        output = data.resolve("output");
        sandboxPort = freePort();
        demo = process(
                output,
                "demo",
                "--port",
                "0",
                "--sandbox-port",
                Integer.toString(sandboxPort),
                "--data",
                data.toString());
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> !demo.isAlive() || Files.readString(output).contains("running; end it with Ctrl-C"));
        assertThat(demo.isAlive()).as(Files.readString(output)).isTrue();
    }

    @AfterAll
    static void stop() {
        demo.destroyForcibly();
    }

    @Test
    void the_demo_couples_everything_and_says_what_it_did() throws Exception {
        assertThat(Files.readString(output))
                .contains("first start: sign in as admin with the password ")
                .containsPattern("together\\s+[1-9]\\d*")
                .containsPattern("console +http://127\\.0\\.0\\.1:\\d+")
                .doesNotContain("ERROR");
        JsonNode full = JSON.readTree(command(0, "full-sync", "--json"));
        assertThat(full.path("state").asText()).isEqualTo("finished");
        assertThat(full.path("counters").path("failed").asLong(-1)).isZero();
        assertThat(full.path("counters").path("inserted").asLong()).isPositive();
    }

    @Test
    void the_commands_find_the_process_by_its_data_folder() throws Exception {
        JsonNode mappings = JSON.readTree(command(0, "mappings", "--json")).path("value");
        assertThat(mappings.findValuesAsText("id"))
                .contains("SALESPEOPLE", "CURRENCY", "PAYMENT-TERMS", "CUSTOMER", "CONTACT");
        assertThat(command(0, "mappings")).contains("CUSTOMER").contains("bidirectional");
        assertThat(command(0, "log", "CUSTOMER")).contains("to-dataverse").contains("success");
        assertThat(command(0, "couplings", "CUSTOMER", "--limit", "3")).contains("CUSTOMER.");
        assertThat(command(0, "synchronize", "CUSTOMER")).contains("success");
        assertThat(JSON.readTree(command(0, "history", "CUSTOMER", "--json")).path("value"))
                .isNotEmpty();
        assertThat(command(0, "status")).contains("UP");
        assertThat(command(1, "mappings", "CUSTOMR")).contains("there is no mapping 'CUSTOMR'");
    }

    @Test
    void quotes_and_orders_of_sales_wait_and_one_order_is_created_in_business_central() throws Exception {
        assertThat(Files.readString(output)).containsPattern("in Sales +12 quotes and 14 orders");
        assertThat(JSON.readTree(command(0, "quote", "--json")).path("value")).hasSizeGreaterThan(5);
        JsonNode waiting = JSON.readTree(command(0, "order", "--json")).path("value");
        assertThat(waiting).hasSize(8);
        String order = waiting.get(0).path("number").asText();

        String said = command(0, "order", order);

        assertThat(said).contains("created order");
        assertThat(JSON.readTree(command(0, "order", "--json")).path("value")).hasSize(7);
        String number = said.strip().substring(said.strip().lastIndexOf(' ') + 1);
        JsonNode there = JSON.readTree(send(
                        "GET",
                        "/v2.0/sandbox/api/v2.0/companies(" + company() + ")/salesOrders?$filter=number%20eq%20'"
                                + number + "'",
                        null)
                .body());
        assertThat(there.path("value")).hasSize(1);
    }

    @Test
    void a_record_edited_in_business_central_reaches_its_account() throws Exception {
        JsonNode coupling = JSON.readTree(command(0, "couplings", "CUSTOMER", "--limit", "1", "--json"))
                .path("value")
                .get(0);
        String id = coupling.path("businessCentralId").asText();
        String company = "companies(" + company() + ")";
        String path = "/v2.0/sandbox/api/koppel/sync/v1.0/" + company + "/customers(" + id + ")";
        assertThat(service("PATCH", path, "{\"city\":\"Lüneburg\"}")).isEqualTo(200);

        String said = command(
                0,
                "synchronize",
                "CUSTOMER",
                "--record",
                coupling.path("number").asText());

        assertThat(said).contains("to-dataverse").contains("success");
        JsonNode newest = JSON.readTree(command(0, "history", "--record", id, "--json"))
                .path("value")
                .get(0);
        assertThat(newest.path("changes").findValuesAsText("field")).contains("address1_city");
        assertThat(newest.path("changes").findValuesAsText("after")).contains("Lüneburg");
    }

    @Test
    void machines_watch_records_by_metrics_and_beans_and_may_not_stop_a_route() throws Exception {
        assertThat(observe("GET", "/observe/metrics", null, false).statusCode()).isEqualTo(401);
        assertThat(observe("GET", "/observe/jolokia", null, false).statusCode()).isEqualTo(401);
        assertThat(observe("GET", "/observe/health/ready", null, false).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(observe("GET", "/observe/metrics", null, true).body())
                .containsPattern("koppel_records_total\\{direction=\"to-dataverse\",mapping=\"CUSTOMER\","
                        + "outcome=\"inserted\"} [1-9]")
                .containsPattern("koppel_lag_seconds\\{direction=\"from-dataverse\",mapping=\"CONTACT\"} \\d")
                .containsPattern("koppel_budget_units\\{service=\"dataverse\"} \\d");

        String metrics = observe("GET", "/observe/metrics", null, true).body();
        for (String file : List.of("grafana-dashboard.json", "prometheus-alerts.yaml")) {
            assertThat(Pattern.compile("koppel_[a-z_]+")
                            .matcher(Files.readString(HOME.resolve("docs/monitoring/" + file)))
                            .results()
                            .map(MatchResult::group))
                    .as(file)
                    .isNotEmpty()
                    .allMatch(name -> metrics.contains("\n" + name + "{"));
        }

        JsonNode records = jolokia("read", "mappings", "CUSTOMER.to-dataverse", null);
        assertThat(records.at("/value/Inserted").asLong()).isPositive();
        assertThat(records.at("/value/Failed").asLong(-1)).isZero();
        JsonNode route = jolokia("read", "routes", "CUSTOMER.to-dataverse", null);
        assertThat(route.at("/value/ExchangesTotal").asLong()).isPositive();
        JsonNode started = jolokia("exec", "mappings", "CUSTOMER.to-dataverse", "synchronize");
        assertThat(started.path("value").asLong()).isPositive();
        assertThat(jolokia("exec", "routes", "CUSTOMER.to-dataverse", "stop()")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
    }

    private static JsonNode jolokia(String type, String kind, String name, String operation) throws Exception {
        var request = JSON.createObjectNode()
                .put("type", type)
                .put("mbean", "org.apache.camel:context=koppel,type=" + kind + ",name=\"" + name + "\"");
        if (operation != null) {
            request.put("operation", operation);
        }
        return JSON.readTree(
                observe("POST", "/observe/jolokia", request.toString(), true).body());
    }

    private static HttpResponse<String> observe(String method, String path, String body, boolean signedIn)
            throws Exception {
        URI console = URI.create(Files.readString(data.resolve("koppel.port")).trim());
        HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (signedIn) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(data.resolve("cli-token")).trim());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_secret_of_the_command_line_is_readable_by_its_user_only() throws IOException {
        assertThat(Files.getPosixFilePermissions(data.resolve("cli-token")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Files.readString(data.resolve("koppel.log")))
                .doesNotContain(Files.readString(data.resolve("cli-token")));
    }

    @Test
    void a_second_process_is_told_that_the_port_is_taken() throws Exception {
        String console = Files.readString(data.resolve("koppel.port"));
        String port = Integer.toString(URI.create(console).getPort());
        Path said = data.resolve("second");
        Process second = process(
                said,
                "demo",
                "--once",
                "--port",
                port,
                "--sandbox-port",
                Integer.toString(freePort()),
                "--data",
                data.resolve("other").toString());

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readString(said)).contains("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void sigterm_ends_a_process_quickly_and_takes_its_files_away() throws Exception {
        Path folder = Files.createDirectory(data.resolve("ended"));
        Path said = data.resolve("ended-output");
        Process process = process(
                said,
                "run",
                "--sandbox",
                "http://127.0.0.1:" + sandboxPort,
                "--port",
                "0",
                "--data",
                folder.toString());
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(folder.resolve("koppel.port")));

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(0, 143);
        assertThat(folder.resolve("koppel.port")).doesNotExist();
        assertThat(Files.readString(said)).doesNotContain("Exception");
    }

    private static String command(int expectedStatus, String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(data, "said", "");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        Process process = process(said, all.toArray(String[]::new));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(said);
        assertThat(process.exitValue()).as(text).isEqualTo(expectedStatus);
        return text;
    }

    private static Process process(Path said, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dkoppel.home=" + HOME,
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve("target/koppel.jar").toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static String company() throws Exception {
        HttpResponse<String> answer = send("GET", "/v2.0/sandbox/api/v2.0/companies", null);
        return JSON.readTree(answer.body()).path("value").get(0).path("id").asText();
    }

    private static int service(String method, String path, String body) throws Exception {
        return send(method, path, body).statusCode();
    }

    /** As the sandbox's ordinary user. */
    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        String base = "http://127.0.0.1:" + sandboxPort;
        HttpClient client = HttpClient.newHttpClient();
        String form =
                "grant_type=client_credentials&client_id=person&client_secret=sandbox&scope=" + base + "/.default";
        HttpResponse<String> token = client.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header(
                        "Authorization",
                        "Bearer "
                                + JSON.readTree(token.body())
                                        .path("access_token")
                                        .asText())
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
