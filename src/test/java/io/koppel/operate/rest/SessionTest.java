package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions of the console, forms that cannot be forged, and the list of who did what (promises.md P13). */
class SessionTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static OperateServer server;

    @BeforeAll
    static void start() {
        server = new OperateServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> signIn(String name, String password, String to) {
        String form = "name=" + name + "&password=" + password.replace(" ", "+") + "&to=" + to;
        return server.send("POST", "/sign-in", form, null, "Content-Type", FORM);
    }

    private static String session(String name) {
        String cookie = signIn(name, OperateServer.PASSWORD, "/")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static HttpResponse<String> post(String path, String form, String session) {
        return server.send("POST", path, form, null, "Content-Type", FORM, "Cookie", session);
    }

    private static String formToken(String session) {
        String page = server.send("GET", "/jobs/CUSTOMER", null, null, "Cookie", session)
                .body();
        Matcher field = Pattern.compile("name=\"_form\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static List<JsonNode> audit(String person) throws Exception {
        String answer = server.send("GET", "/api/audit?person=" + person, null, OperateServer.as(Role.ADMINISTRATOR))
                .body();
        return new ObjectMapper().readTree(answer).path("value").findParents("act");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = signIn("operator", OperateServer.PASSWORD, "/")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).startsWith("koppel_session=").contains("HTTPOnly", "SameSite=Lax", "Max-Age=86400");
    }

    @Test
    void whoSignsInGoesOnWhereTheyWantedToAndNowhereElse() {
        assertThat(signIn("operator", OperateServer.PASSWORD, "%2Fjobs")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/jobs");
        for (String elsewhere : List.of("https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example")) {
            assertThat(signIn("operator", OperateServer.PASSWORD, elsewhere)
                            .headers()
                            .firstValue("Location"))
                    .hasValue("/");
        }
    }

    @Test
    void aSessionOpensPagesButNotRest() {
        String session = session("administrator");

        assertThat(server.send("GET", "/jobs", null, null, "Cookie", session).statusCode())
                .isEqualTo(200);
        assertThat(server.send("GET", "/api/mappings", null, null, "Cookie", session)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send("PUT", "/api/accounts/mallory", "{}", null, "Cookie", session)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aFormWithoutTheSessionsTokenDoesNothing() {
        String session = session("operator");
        String other = session("operator");

        assertThat(post("/console/jobs/CUSTOMER/hold", "", session).statusCode())
                .isEqualTo(403);
        assertThat(post("/console/jobs/CUSTOMER/hold", "_form=" + formToken(other), session)
                        .statusCode())
                .as("a token of another session of the same person")
                .isEqualTo(403);
        assertThat(post("/console/jobs/CUSTOMER/hold", "_form=" + formToken(session), session)
                        .statusCode())
                .isNotEqualTo(403);
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        String session = session("operator");

        HttpResponse<String> answer = server.send(
                "POST",
                "/console/jobs/CUSTOMER/hold",
                "_form=" + formToken(session),
                null,
                "Content-Type",
                FORM,
                "Cookie",
                session,
                "Origin",
                "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(server.send(
                                "POST",
                                "/sign-in",
                                "name=operator&password=" + OperateServer.PASSWORD,
                                null,
                                "Content-Type",
                                FORM,
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void signingOutAndAnotherPasswordEndASession() {
        String first = session("viewer");
        post("/console/sign-out", "_form=" + formToken(session("operator")), first);
        assertThat(server.send("GET", "/jobs", null, null, "Cookie", first).statusCode())
                .as("a forged sign-out")
                .isEqualTo(200);
        String admin = OperateServer.as(Role.ADMINISTRATOR);
        server.send("PUT", "/api/accounts/ada", "{\"password\":\"first password\",\"role\":\"operator\"}", admin);
        String cookie = signIn("ada", "first password", "/")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.send("GET", "/jobs", null, null, "Cookie", session).statusCode())
                .isEqualTo(200);

        server.send("PUT", "/api/accounts/ada", "{\"password\":\"second password\",\"role\":\"operator\"}", admin);

        assertThat(server.send("GET", "/jobs", null, null, "Cookie", session).statusCode())
                .isEqualTo(303);
        String own = session("operator");
        post("/console/sign-out", "_form=" + formToken(own), own);
        assertThat(server.send("GET", "/jobs", null, null, "Cookie", own).statusCode())
                .isEqualTo(303);
    }

    @Test
    void everyActLeavesARowWithWhoWhatThroughWhatAndWhatCameOfIt() throws Exception {
        String operator = OperateServer.as(Role.OPERATOR);
        server.send("POST", "/api/mappings/CUSTOMER/synchronize", "{\"direction\":\"to-dataverse\"}", operator);
        server.send("POST", "/api/mappings/NOTHING/synchronize", "{}", operator);
        server.send("POST", "/api/connection/test", null, operator);
        server.send("POST", "/api/mappings/CUSTOMER/synchronize", "{}", "Bearer " + OperateServer.LOCAL_TOKEN);
        server.send(
                "PUT",
                "/api/accounts/zoe",
                "{\"password\":\"very secret word\",\"role\":\"viewer\"}",
                OperateServer.as(Role.ADMINISTRATOR));

        List<JsonNode> rows = audit("operator");
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.path("act").asText()).isEqualTo("synchronize");
            assertThat(row.path("face").asText()).isEqualTo("rest");
            assertThat(row.path("subject").asText()).contains("CUSTOMER").contains("to-dataverse");
            assertThat(row.path("outcome").asText()).isEqualTo("done");
        });
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.path("subject").asText()).contains("NOTHING");
            assertThat(row.path("outcome").asText()).isEqualTo("refused");
            assertThat(row.path("said").asText()).contains("there is no mapping");
        });
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(audit("operator")).anySatisfy(row -> {
                    assertThat(row.path("act").asText()).isEqualTo("testConnection");
                    assertThat(row.path("outcome").asText()).isEqualTo("refused");
                }));
        assertThat(audit("local")).extracting(row -> row.path("face").asText()).contains("command line");
        assertThat(audit("administrator").toString()).contains("zoe").doesNotContain("very secret word");
    }

    @Test
    void aFailedSignInIsInTheListAndDoesNotShowThePassword() throws Exception {
        signIn("operator", "not the password", "/");

        assertThat(audit("operator")).anySatisfy(row -> {
            assertThat(row.path("act").asText()).isEqualTo("signIn");
            assertThat(row.path("outcome").asText()).isEqualTo("refused");
        });
        assertThat(audit("operator").toString()).doesNotContain("not the password");
    }
}
