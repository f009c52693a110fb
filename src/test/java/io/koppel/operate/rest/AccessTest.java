package io.koppel.operate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.OperateServer;
import io.koppel.operate.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody gets in who may not (promises.md P13): every endpoint with every role, and with none. */
class AccessTest {
    private static OperateServer server;

    @BeforeAll
    static void start() {
        server = new OperateServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Endpoints as they are published, with the role each must ask for; a new endpoint fails until it is added here. */
    static Stream<Arguments> matrix() {
        List<Arguments> rows = new ArrayList<>();
        for (String line : List.of(
                "VIEWER GET /api/mappings",
                "VIEWER GET /api/mappings/{mapping}",
                "OPERATOR POST /api/mappings/{mapping}/synchronize",
                "VIEWER GET /api/runs/{run}",
                "VIEWER GET /api/jobs",
                "VIEWER GET /api/jobs/{job}",
                "VIEWER GET /api/jobs/{job}/runs",
                "OPERATOR POST /api/jobs/{job}/run",
                "OPERATOR POST /api/jobs/{job}/hold",
                "OPERATOR POST /api/jobs/{job}/restart",
                "VIEWER GET /api/mappings/{mapping}/question",
                "OPERATOR POST /api/mappings/{mapping}/synchronize-now",
                "OPERATOR POST /api/mappings/{mapping}/create",
                "OPERATOR POST /api/mappings/{mapping}/full",
                "OPERATOR POST /api/synchronize",
                "ADMINISTRATOR POST /api/mappings/{mapping}/enable",
                "ADMINISTRATOR POST /api/mappings/{mapping}/disable",
                "ADMINISTRATOR POST /api/mappings/{mapping}/create-new",
                "ADMINISTRATOR POST /api/mappings/{mapping}/multi-company",
                "ADMINISTRATOR POST /api/mappings/{mapping}/reset",
                "ADMINISTRATOR POST /api/mappings/reset",
                "VIEWER GET /api/mappings/{mapping}/options",
                "ADMINISTRATOR PATCH /api/mappings/{mapping}/fields",
                "ADMINISTRATOR POST /api/mappings/{mapping}/fields",
                "VIEWER GET /api/mappings/{mapping}/proposal",
                "VIEWER GET /api/mappings/{mapping}/candidates",
                "OPERATOR POST /api/mappings/{mapping}/uncouple",
                "OPERATOR POST /api/mappings/{mapping}/match/preview",
                "OPERATOR POST /api/mappings/{mapping}/match",
                "VIEWER GET /api/couplings",
                "OPERATOR POST /api/couplings",
                "OPERATOR POST /api/couplings/synchronize",
                "OPERATOR DELETE /api/couplings/{coupling}",
                "VIEWER GET /api/job-log",
                "VIEWER GET /api/job-summary",
                "ADMINISTRATOR DELETE /api/job-log",
                "VIEWER GET /api/skipped",
                "OPERATOR POST /api/errors/uncouple",
                "VIEWER GET /api/couplings/{coupling}/fields",
                "VIEWER GET /api/failed-jobs",
                "OPERATOR POST /api/failed-jobs/reset",
                "VIEWER GET /api/record",
                "VIEWER GET /api/record/log",
                "VIEWER GET /api/record/link",
                "VIEWER GET /api/back-link",
                "OPERATOR POST /api/skipped/{coupling}/retry",
                "OPERATOR POST /api/skipped/{coupling}/synchronize",
                "OPERATOR POST /api/skipped/{coupling}/restore",
                "OPERATOR POST /api/skipped/{coupling}/delete",
                "OPERATOR POST /api/skipped/{coupling}/uncouple",
                "OPERATOR POST /api/skipped/retry-all",
                "OPERATOR POST /api/skipped/find-deleted",
                "OPERATOR POST /api/skipped/retry",
                "OPERATOR POST /api/skipped/synchronize",
                "OPERATOR POST /api/skipped/restore",
                "OPERATOR POST /api/skipped/delete",
                "OPERATOR POST /api/skipped/uncouple",
                "VIEWER GET /api/orders",
                "OPERATOR POST /api/orders/{salesorderid}/create",
                "VIEWER GET /api/connection/state",
                "ADMINISTRATOR POST /api/connection/enable",
                "ADMINISTRATOR POST /api/connection/disable",
                "OPERATOR POST /api/customers/{id}/statistics",
                "VIEWER GET /api/customers/{id}/sales",
                "VIEWER GET /api/customers/{id}/sales/{list}",
                "VIEWER GET /api/quotes",
                "OPERATOR POST /api/quotes/{quoteid}/process",
                "VIEWER GET /api/errors",
                "VIEWER GET /api/history",
                "VIEWER GET /api/errors/groups",
                "VIEWER GET /api/errors/groups/{group}",
                "OPERATOR POST /api/errors/groups/{group}/retry",
                "OPERATOR POST /api/runs/{run}/revert",
                "VIEWER GET /api/explain",
                "VIEWER GET /api/plan",
                "OPERATOR POST /api/apply",
                "VIEWER GET /api/full-synchronization",
                "OPERATOR POST /api/full-synchronization/start",
                "OPERATOR POST /api/full-synchronization/recommend",
                "OPERATOR PUT /api/full-synchronization/{mapping}",
                "OPERATOR POST /api/full-synchronization/restart",
                "OPERATOR POST /api/full-synchronization/reset",
                "OPERATOR POST /api/full-synchronization/answer",
                "VIEWER GET /api/connection",
                "ADMINISTRATOR POST /api/connection/test",
                "ADMINISTRATOR POST /api/tokens",
                "ADMINISTRATOR PUT /api/accounts/{account}",
                "ADMINISTRATOR DELETE /api/accounts/{account}",
                "ADMINISTRATOR GET /api/accounts",
                "ADMINISTRATOR GET /api/audit",
                "VIEWER GET /api/overview",
                "VIEWER GET /api/compare",
                "VIEWER GET /openapi.json",
                "VIEWER GET /",
                "VIEWER GET /find",
                "VIEWER GET /mappings",
                "VIEWER GET /mappings/{mapping}",
                "VIEWER GET /mappings/{mapping}/match",
                "VIEWER GET /jobs",
                "VIEWER GET /jobs/{job}",
                "VIEWER GET /full-synchronization",
                "VIEWER GET /couplings",
                "VIEWER GET /couple",
                "VIEWER GET /records/{mapping}/{record}",
                "VIEWER GET /records/{mapping}/{record}/explain",
                "VIEWER GET /orders",
                "OPERATOR POST /console/orders/{order}/create",
                "VIEWER GET /quotes",
                "OPERATOR POST /console/quotes/{quote}/process",
                "VIEWER GET /skipped",
                "VIEWER GET /errors",
                "VIEWER GET /errors/all",
                "VIEWER GET /errors/groups/{group}",
                "VIEWER GET /plan",
                "VIEWER GET /history",
                "VIEWER GET /runs/{run}",
                "VIEWER GET /runs/{run}/revert",
                "VIEWER GET /job-log",
                "ADMINISTRATOR GET /audit",
                "ADMINISTRATOR GET /accounts",
                "VIEWER POST /console/sign-out",
                "OPERATOR POST /console/synchronize-all",
                "OPERATOR POST /console/mappings/{mapping}/synchronize",
                "OPERATOR POST /console/mappings/{mapping}/full",
                "OPERATOR POST /console/mappings/{mapping}/match",
                "OPERATOR POST /console/mappings/{mapping}/uncouple",
                "ADMINISTRATOR POST /console/mappings/{mapping}/enable",
                "ADMINISTRATOR POST /console/mappings/{mapping}/disable",
                "ADMINISTRATOR POST /console/mappings/{mapping}/create-new",
                "ADMINISTRATOR POST /console/mappings/{mapping}/multi-company",
                "ADMINISTRATOR POST /console/mappings/{mapping}/reset",
                "ADMINISTRATOR POST /console/reset-mappings",
                "ADMINISTRATOR POST /console/mappings/{mapping}/field",
                "ADMINISTRATOR POST /console/mappings/{mapping}/fields",
                "OPERATOR POST /console/jobs/{job}/run",
                "OPERATOR POST /console/jobs/{job}/hold",
                "OPERATOR POST /console/jobs/{job}/restart",
                "ADMINISTRATOR POST /console/connection/disable",
                "ADMINISTRATOR POST /console/job-log/delete",
                "ADMINISTRATOR POST /console/connection/enable",
                "OPERATOR POST /console/records/{mapping}/{record}/synchronize",
                "OPERATOR POST /console/records/{mapping}/{record}/create",
                "OPERATOR POST /console/couple",
                "OPERATOR POST /console/uncouple",
                "OPERATOR POST /console/skipped/{coupling}/retry",
                "OPERATOR POST /console/skipped/{coupling}/synchronize",
                "OPERATOR POST /console/skipped/{coupling}/restore",
                "OPERATOR POST /console/skipped/{coupling}/delete",
                "OPERATOR POST /console/skipped/{coupling}/uncouple",
                "OPERATOR POST /console/skipped/retry-all",
                "OPERATOR POST /console/skipped/find-deleted",
                "OPERATOR POST /console/errors/groups/{group}/retry",
                "OPERATOR POST /console/plan/apply",
                "OPERATOR POST /console/runs/{run}/revert",
                "OPERATOR POST /console/full-synchronization/recommend",
                "OPERATOR POST /console/full-synchronization/choose",
                "OPERATOR POST /console/full-synchronization/start",
                "OPERATOR POST /console/full-synchronization/restart",
                "OPERATOR POST /console/full-synchronization/reset",
                "OPERATOR POST /console/full-synchronization/answer",
                "ADMINISTRATOR POST /console/accounts/put",
                "ADMINISTRATOR POST /console/accounts/remove")) {
            String[] parts = line.split(" ");
            rows.add(Arguments.of(Role.valueOf(parts[0]), parts[1], parts[2]));
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{1} {2} needs {0}")
    @MethodSource("matrix")
    void each_endpoint_lets_in_its_role_and_those_above_only(Role needed, String method, String template) {
        String path = template.replaceAll("\\{\\w+}", "nothing");
        boolean console = !path.startsWith("/api") && !path.startsWith("/openapi");
        assertThat(server.send(method, path, null, null).statusCode())
                .as("a person is sent to the page where people sign in")
                .isEqualTo(console ? 303 : 401);
        assertThat(server.send(method, path, null, OperateServer.basic("admin", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(method, path, null, "Bearer wrong").statusCode()).isEqualTo(401);
        for (Role role : Role.values()) {
            int status = server.send(method, path, null, OperateServer.as(role)).statusCode();
            if (role.includes(needed)) {
                assertThat(status).as(role.word()).isNotIn(401, 403);
            } else {
                assertThat(status).as(role.word()).isEqualTo(403);
            }
        }
    }

    @Test
    void the_matrix_names_every_published_endpoint() throws Exception {
        String document = server.send("GET", "/openapi.json", null, OperateServer.as(Role.VIEWER))
                .body();
        List<String> published = new ArrayList<>();
        new ObjectMapper().readTree(document).path("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> published.add(method.toUpperCase() + " " + path.getKey())));

        assertThat(matrix().map(row -> row.get()[1] + " " + row.get()[2])).containsAll(published);
        assertThat(published).hasSizeGreaterThan(10);
    }

    @Test
    void a_token_signs_in_as_its_account_and_the_local_token_as_administrator() throws Exception {
        String answer = server.send(
                        "POST", "/api/tokens", "{\"account\":\"viewer\"}", "Bearer " + OperateServer.LOCAL_TOKEN)
                .body();
        String token = new ObjectMapper().readTree(answer).path("token").asText();

        assertThat(server.send("GET", "/api/mappings", null, "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(server.send("POST", "/api/tokens", "{}", "Bearer " + token).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_changed_password_is_asked_for_at_once() {
        String admin = OperateServer.as(Role.ADMINISTRATOR);
        String first = "{\"password\":\"first password\",\"role\":\"viewer\"}";
        String second = "{\"password\":\"second password\",\"role\":\"viewer\"}";
        assertThat(server.send("PUT", "/api/accounts/eva", first, admin).statusCode())
                .isEqualTo(204);
        assertThat(server.send("GET", "/api/mappings", null, OperateServer.basic("eva", "first password"))
                        .statusCode())
                .isEqualTo(200);

        server.send("PUT", "/api/accounts/eva", second, admin);

        assertThat(server.send("GET", "/api/mappings", null, OperateServer.basic("eva", "first password"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_large_body_is_refused_and_a_stranger_is_turned_away_before_it_is_read() {
        String large = "x".repeat(2 << 20);

        assertThat(server.send("POST", "/api/couplings", large, OperateServer.as(Role.OPERATOR))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.send("POST", "/api/couplings", "{}", null).statusCode())
                .isEqualTo(401);
    }
}
