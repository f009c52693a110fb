package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.koppel.journal.Counters;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published document is well formed, and real answers are what it says. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static OperateServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        server = new OperateServer();
        document = JSON.readTree(send("GET", "/openapi.json", null).body());
        String coupling = "{\"mapping\":\"CUSTOMER\",\"businessCentralId\":\"" + UUID.randomUUID()
                + "\",\"dataverseId\":\"" + UUID.randomUUID() + "\"}";
        send("POST", "/api/couplings", coupling);
        HttpResponse<String> started = send("POST", "/api/mappings/CUSTOMER/synchronize", "{}");
        server.finish(JSON.readTree(started.body()).path("run").asLong(), new Counters(1, 0, 0, 0, 0, 0, 0, 0));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_is_described() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        Set<String> ids = new HashSet<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().forEach(operation -> {
            assertThat(ids.add(operation.path("operationId").asText())).isTrue();
            assertThat(operation.path("summary").asText()).isNotEmpty();
            assertThat(operation.path("responses").has("default")).isTrue();
            assertThat(names(operation)).containsExactlyInAnyOrderElementsOf(inBraces(path.getKey()));
        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/mappings",
                "/api/mappings/{mapping}",
                "/api/runs/{run}",
                "/api/couplings",
                "/api/job-log",
                "/api/errors",
                "/api/history",
                "/api/full-synchronization",
                "/api/connection"
            })
    void a_real_answer_is_what_the_document_says(String path) throws Exception {
        String real = path.replace("{mapping}", "CUSTOMER").replace("{run}", "1")
                + (path.equals("/api/couplings") ? "?mapping=CUSTOMER" : "");
        HttpResponse<String> answer = send("GET", real, null);
        JsonNode described =
                document.path("paths").path(path).path("get").path("responses").path("200");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(schema(described, "application/json").validate(JSON.readTree(answer.body())))
                .isEmpty();
    }

    @Test
    void an_error_is_the_problem_the_document_describes() throws Exception {
        JsonNode described = document.path("paths")
                .path("/api/mappings")
                .path("get")
                .path("responses")
                .path("default");
        JsonSchema schema = schema(described, "application/problem+json");

        assertThat(schema.validate(
                        JSON.readTree(send("GET", "/api/mappings/NONE", null).body())))
                .isEmpty();
        assertThat(schema.validate(JSON.readTree("{}")))
                .as("the schema can refuse")
                .isNotEmpty();
    }

    private static JsonSchema schema(JsonNode response, String mediaType) {
        ObjectNode schema = JSON.createObjectNode();
        schema.set("components", document.path("components"));
        schema.setAll((ObjectNode) response.path("content").path(mediaType).path("schema"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static Set<String> names(JsonNode operation) {
        Set<String> names = new HashSet<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("path")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static Set<String> inBraces(String path) {
        Set<String> names = new HashSet<>();
        Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        return server.send(method, path, body, OperateServer.as(Role.OPERATOR));
    }
}
