package io.koppel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.console.ConsoleFace;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.operate.rest.WebhookFace;
import io.koppel.route.HttpEdge;
import io.koppel.route.OperationsOf;
import io.koppel.setup.SandboxPreset;
import io.koppel.setup.Settings;
import io.koppel.setup.SettingsReader;
import io.koppel.setup.SettingsSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** REST of a rig on a real port, as an operator calls it. */
public final class Rest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "the local token of the rig";

    private final HttpEdge edge;
    private final Accounts accounts;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Rest(HttpEdge edge, Accounts accounts) {
        this.edge = edge;
        this.accounts = accounts;
    }

    static Rest over(Rig rig) {
        return over(rig, settings(rig));
    }

    /** The settings that reach the rig's sandbox. */
    private static Settings settings(Rig rig) {
        return SettingsReader.withConnections(new SettingsSource(
                Basedir.path(), Map.of(), Map.of(), SandboxPreset.of(URI.create(rig.sandboxAddress()))));
    }

    /** Another REST over the same rig, which knows the connections by these settings. */
    public static Rest over(Rig rig, Settings settings) {
        Operations operations = OperationsOf.context(
                rig.company().name(), rig.database(), rig.koppel(), OperationsOf.connection(settings));
        Accounts accounts = new Accounts(rig.database(), Clock.systemUTC());
        Gate gate = new Gate(new Authenticator(accounts, TOKEN));
        HttpEdge edge = HttpEdge.open(rig.koppel().camel(), "127.0.0.1", 0, router -> {
            RestFace.mountCommon(router);
            new ConsoleFace(operations, accounts, gate).mount(router);
            new WebhookFace(rig.koppel().webhooks("http://127.0.0.1")).mount(router);
            new RestFace(operations, accounts, gate, () -> true, "test").mount(router);
        });
        return new Rest(edge, accounts);
    }

    /** Who may sign in. */
    public Accounts accounts() {
        return accounts;
    }

    /** An answer with its JSON. */
    public record Reply(int status, JsonNode body) {
        /** The sentence of a problem. */
        public String detail() {
            return body.path("detail").asText();
        }
    }

    /** What signs a caller in here. */
    public String token() {
        return TOKEN;
    }

    public URI address() {
        return edge.address();
    }

    public Reply send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(edge.address().resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + TOKEN)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), read(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** A page of the console, or what it answers to a form, as text. */
    public String page(String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(edge.address().resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** A page of the console as a browser without scripts gets it. */
    public String page(String path, String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(edge.address().resolve(path))
                            .header("Authorization", "Basic " + basic)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("GET " + path, e);
        }
    }

    /** What a question is answered with; anything but success fails the test. */
    public JsonNode get(String path) {
        return ok(send("GET", path, null), path);
    }

    /** What an act is answered with; anything but success fails the test. */
    public JsonNode post(String path, @Nullable Object body) {
        return ok(send("POST", path, body), path);
    }

    /** A run that an act starts, once it has ended. */
    public JsonNode run(String path, @Nullable Object body) {
        JsonNode run = post(path + (path.contains("?") ? "&" : "?") + "wait=PT60S", body);
        assertThat(run.path("finished").isNull()).as(run.toString()).isFalse();
        return run;
    }

    private static JsonNode ok(Reply reply, String path) {
        assertThat(reply.status()).as(path + " " + reply.body()).isBetween(200, 299);
        return reply.body();
    }

    private static JsonNode read(String body) throws JsonProcessingException {
        return body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
    }

    @Override
    public void close() {
        edge.close();
    }
}
