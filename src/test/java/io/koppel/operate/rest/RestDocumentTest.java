package io.koppel.operate.rest;

import static io.koppel.testing.Scene.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.koppel.mapping.OrderModel;
import io.koppel.sales.SalesSettings;
import io.koppel.scenario.SalesPapers;
import io.koppel.testing.Basedir;
import io.koppel.testing.Rest;
import io.koppel.testing.RouteFolder;
import io.koppel.testing.Scene;
import io.koppel.testing.Scene.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/rest.md}: each is called as it stands, and answers what the OpenAPI document says. */
class RestDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CURL = Pattern.compile("curl (?:-X (\\w+) )?\"?\\$KOPPEL([^\" ]+)\"?(?: -d '(.*)')?");

    @TempDir
    private static Path folder;

    private static Scene scene;
    private static SalesPapers papers;
    private static JsonNode openApi;
    private static int names;
    private static String plan = "{}";

    @BeforeAll
    static void start() {
        RouteFolder.copy(folder);
        scene = Scene.start(SalesSettings.NONE.with(OrderModel.SUBMITTED).withProcessQuotes(true), folder);
        papers = new SalesPapers(scene);
        scene.person().bcCreate("salespeople", values("code", "ALONE", "displayName", "Not coupled"));
        openApi = scene.rest().get("/openapi.json");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** A call as the document writes it. */
    private record Example(String method, String path, String body) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(Basedir.path().resolve("docs/rest.md"))) {
            if (line.startsWith("curl ")) {
                Matcher curl = CURL.matcher(line);
                assertThat(curl.matches()).as(line).isTrue();
                examples.add(new Example(curl.group(1) == null ? "GET" : curl.group(1), curl.group(2), curl.group(3)));
            }
        }
        return examples;
    }

    @Test
    void everyExampleWorksAsItStandsAndAnswersWhatIsPublished() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Example example : examples()) {
            String template = template(example);
            shown.add(example.method() + " " + template);
            if (example.path().endsWith("/answer") || example.path().endsWith("/restart")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> !fullState().equals("running"));
            }
            String path = filled(example.path());
            JsonNode body = example.body() == null ? null : JSON.readTree(filled(example.body()));

            Rest.Reply reply = scene.rest().send(example.method(), path, body);

            assertThat(reply.status()).as(example + " " + reply.body()).isIn(allowed(example));
            if (reply.status() < 300) {
                assertThat(mistakes(example.method(), template, reply))
                        .as(example.toString())
                        .isEmpty();
            }
            if (template.equals("/api/plan")) {
                plan = reply.body().toString();
            }
        }
        List<String> published = new ArrayList<>();
        openApi.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    published.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                }));
        assertThat(shown).as("every published call has an example").containsAll(published);
    }

    /** A restart is only possible where something failed, which an example cannot promise. */
    private static List<Integer> allowed(Example example) {
        return example.path().equals("/api/full-synchronization/restart")
                ? List.of(200, 202, 409)
                : List.of(200, 201, 202, 204);
    }

    private static String fullState() {
        return scene.rest().get("/api/full-synchronization").path("state").asText();
    }

    private static String template(Example example) {
        String path = example.path().replaceFirst("\\?.*", "");
        List<String> fitting = new ArrayList<>();
        openApi.path("paths").fields().forEachRemaining(entry -> {
            if (path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"))
                    && entry.getValue().has(example.method().toLowerCase(java.util.Locale.ROOT))) {
                fitting.add(entry.getKey());
            }
        });
        assertThat(fitting).as(path).isNotEmpty();
        return fitting.contains(path) ? path : fitting.get(0);
    }

    private static List<String> mistakes(String method, String template, Rest.Reply reply) {
        JsonNode schema = openApi.path("paths")
                .path(template)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(reply.status()))
                .path("content")
                .path("application/json")
                .path("schema");
        if (schema.isMissingNode()) {
            return reply.body().isNull() || reply.body().isMissingNode()
                    ? List.of()
                    : List.of("status " + reply.status() + " is not published with a body");
        }
        var whole = JSON.createObjectNode();
        whole.set("components", openApi.path("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return compiled.validate(reply.body()).stream().map(Object::toString).toList();
    }

    // --- what the names in the examples stand for: records of their own, made when they are needed

    private static String filled(String text) {
        String filled = text;
        for (String name : List.of(
                "$CUSTOMER",
                "$ACCOUNT",
                "$COUPLING",
                "$COUPLEDROW",
                "$COUPLED",
                "$SKIPPED",
                "$BROKEN",
                "$RUN",
                "$GROUP",
                "$ERROR",
                "$ORDER",
                "$QUOTE",
                "$PLAN")) {
            if (filled.contains(name)) {
                filled = filled.replace(name, value(name));
            }
        }
        return filled;
    }

    private static String value(String name) {
        return switch (name) {
            case "$CUSTOMER" -> scene.customer("Example " + ++names);
            case "$ACCOUNT" -> scene.account("Example " + ++names);
            case "$COUPLING" -> "CUSTOMER." + pair().businessCentral();
            case "$COUPLED" -> pair().businessCentral();
            case "$COUPLEDROW" -> pair().dataverse();
            case "$SKIPPED" -> skipped(pair(), true);
            case "$BROKEN" -> skipped(pair(), false);
            case "$RUN" -> lastRun();
            case "$GROUP" -> group();
            case "$ERROR" -> {
                skipped(pair(), true);
                yield scene.rest()
                        .get("/api/errors?limit=1")
                        .path("value")
                        .get(0)
                        .path("id")
                        .asText();
            }
            case "$ORDER" -> {
                String order = papers.order(pair().dataverse(), List.of());
                papers.submit(order);
                yield order;
            }
            case "$QUOTE" -> {
                String quote = papers.quote(pair().dataverse(), List.of());
                papers.activate(quote);
                yield quote;
            }
            default -> plan;
        };
    }

    private static Pair pair() {
        return scene.customerPair("Example " + ++names);
    }

    private static String skipped(Pair pair, boolean whole) {
        if (whole) {
            scene.changeCustomer(pair.businessCentral(), "salespersonCode", "ALONE");
        } else {
            scene.person().dataverseDelete("accounts", pair.dataverse());
            scene.changeCustomer(pair.businessCentral(), "city", "Nowhere");
        }
        scene.job("CUSTOMER");
        scene.job("CUSTOMER");
        return "CUSTOMER." + pair.businessCentral();
    }

    private static String lastRun() {
        Pair pair = pair();
        scene.changeCustomer(pair.businessCentral(), "city", "Somewhere");
        scene.later(Duration.ofSeconds(2));
        return scene.rest()
                .run("/api/mappings/CUSTOMER/synchronize", null)
                .path("run")
                .asText();
    }

    private static String group() {
        skipped(pair(), true);
        return Stream.of(scene.rest().get("/api/errors/groups").path("value"))
                .findFirst()
                .orElseThrow()
                .get(0)
                .path("id")
                .asText();
    }
}
