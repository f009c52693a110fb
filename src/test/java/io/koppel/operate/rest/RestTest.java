package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.journal.Counters;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** REST over a real port. */
class RestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static OperateServer server;

    @BeforeAll
    static void start() {
        server = new OperateServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void mappings_are_listed_with_direction_and_counts() {
        JsonNode list = ok("GET", "/api/mappings", null);

        assertThat(list.path("value").findValuesAsText("id")).containsExactly("CUSTOMER", "CURRENCY");
        assertThat(list.path("value").get(0).path("direction").asText()).isEqualTo("bidirectional");
        assertThat(list.path("value").get(1).path("couplings").asLong(-1)).isZero();
        assertThat(list.path("next").isNull()).isTrue();
        assertThat(ok("GET", "/api/mappings/customer", null)
                        .path("fields")
                        .get(0)
                        .path("dataverse")
                        .asText())
                .isEqualTo("name");
    }

    @Test
    void an_unknown_mapping_is_a_problem_that_names_the_known_ones() {
        HttpResponse<String> answer = send("GET", "/api/mappings/CUSTOMR", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = read(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("detail").asText())
                .isEqualTo("there is no mapping 'CUSTOMR'; the mappings are CURRENCY, CUSTOMER");
    }

    @Test
    void synchronize_answers_202_with_the_number_of_the_run() {
        HttpResponse<String> answer = send("POST", "/api/mappings/CUSTOMER/synchronize", "{}");

        assertThat(answer.statusCode()).isEqualTo(202);
        long run = read(answer).path("run").asLong();
        assertThat(ok("GET", "/api/runs/" + run, null).path("status").asText()).isEqualTo("in process");
        server.finish(run, new Counters(1, 2, 0, 3, 0, 0, 1, 0));
        JsonNode finished = ok("GET", "/api/runs/" + run, null);
        assertThat(finished.path("counters").path("modified").asLong()).isEqualTo(2);
        assertThat(finished.path("startedBy").asText()).isEqualTo("operator");
    }

    @Test
    void a_caller_who_waits_gets_the_counters_once_the_run_is_done() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() ->
                send("POST", "/api/mappings/CURRENCY/synchronize?wait=PT20S", "{\"direction\":\"to-dataverse\"}"));
        Awaitility.await()
                .until(() -> ok("GET", "/api/job-log?mapping=CURRENCY", null)
                                .path("value")
                                .size()
                        == 1);
        long run = ok("GET", "/api/job-log?mapping=CURRENCY", null)
                .path("value")
                .get(0)
                .path("run")
                .asLong();
        server.finish(run, new Counters(0, 7, 0, 0, 0, 0, 0, 0));

        HttpResponse<String> answer = waiting.get(20, TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(read(answer).path("counters").path("modified").asLong()).isEqualTo(7);
    }

    @Test
    void waiting_ends_with_202_when_the_run_takes_longer() {
        assertThat(send("POST", "/api/mappings/CUSTOMER/synchronize?wait=PT0.1S", null)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void couplings_are_made_listed_in_pages_and_dissolved() {
        for (int i = 0; i < 3; i++) {
            String body = "{\"mapping\":\"CUSTOMER\",\"businessCentralId\":\"" + UUID.randomUUID()
                    + "\",\"dataverseId\":\"" + UUID.randomUUID() + "\"}";
            assertThat(send("POST", "/api/couplings", body).statusCode()).isEqualTo(201);
        }
        JsonNode first = ok("GET", "/api/couplings?mapping=CUSTOMER&limit=2", null);
        JsonNode second = ok(
                "GET",
                "/api/couplings?mapping=CUSTOMER&limit=2&after="
                        + first.path("next").asText(),
                null);

        assertThat(first.path("value")).hasSize(2);
        assertThat(second.path("value")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        String id = second.path("value").get(0).path("id").asText();
        assertThat(send("DELETE", "/api/couplings/" + id, null).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/api/couplings/" + id, null).statusCode()).isEqualTo(404);
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_sentence() {
        refused("/api/mappings/CURRENCY/synchronize", "{\"direction\":\"from-dataverse\"}", "goes to-dataverse only");
        refused("/api/mappings/CUSTOMER/synchronize", "{\"recrod\":1}", "unknown property 'recrod', expected");
        refused("/api/mappings/CUSTOMER/synchronize", "{", "not the JSON that was expected");
        refused("/api/mappings/CUSTOMER/synchronize?wait=soon", "{}", "expected a duration");
        refused("/api/couplings", "{\"mapping\":\"CUSTOMER\"}", "name a record");
        refused("/api/full-synchronization/start", "{\"action\":\"all\"}", "unknown action 'all'");
        assertThat(read(send("GET", "/api/job-log?limit=0", null))
                        .path("detail")
                        .asText())
                .contains("expected 1 to 1000");
    }

    @Test
    void a_page_of_another_site_cannot_make_a_signed_in_browser_change_anything() {
        String path = "/api/mappings/CUSTOMER/synchronize";
        String who = OperateServer.as(Role.OPERATOR);

        assertThat(server.send("POST", path, "{}", who, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("POST", path, "{}", who, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                path,
                                "{}",
                                who,
                                "Origin",
                                server.address().toString())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void answers_carry_the_request_id_and_headers_that_protect_the_browser() {
        HttpResponse<String> answer =
                server.send("GET", "/api/mappings", null, OperateServer.as(Role.VIEWER), "X-Request-Id", "abc-1");

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("abc-1");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void health_is_told_without_signing_in_and_files_of_the_working_directory_are_not_served() {
        assertThat(server.send("GET", "/observe/health", null, null).body()).isEqualTo("{\"status\":\"UP\"}");
        for (String path :
                new String[] {"/pom.xml", "/application.properties", "/data/koppel.mv.db", "/assets/../pom.xml"}) {
            assertThat(server.send("GET", path, null, OperateServer.as(Role.ADMINISTRATOR))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    private static void refused(String path, String body, String why) {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(read(answer).path("detail").asText()).contains(why);
    }

    private static JsonNode ok(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer);
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        return server.send(method, path, body, OperateServer.as(Role.OPERATOR));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }
}
