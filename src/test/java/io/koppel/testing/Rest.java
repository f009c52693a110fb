package io.koppel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Authenticator;
import io.koppel.operate.rest.Gate;
import io.koppel.operate.rest.RestFace;
import io.koppel.operate.rest.WebhookFace;
import io.koppel.route.HttpEdge;
import io.koppel.route.OperationsOf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REST of a rig on a real port, as an operator calls it. */
public final class Rest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "the local token of the rig";

    private final HttpEdge edge;
    private final HttpClient client = HttpClient.newHttpClient();

    private Rest(HttpEdge edge) {
        this.edge = edge;
    }

    static Rest over(Rig rig) {
        Operations operations = OperationsOf.context(
                rig.company().name(), rig.database(), rig.koppel(), new ConnectionOperations(List.of(), List::of));
        Accounts accounts = new Accounts(rig.database(), Clock.systemUTC());
        Gate gate = new Gate(new Authenticator(accounts, TOKEN));
        return new Rest(HttpEdge.open(rig.koppel().camel(), "127.0.0.1", 0, router -> {
            RestFace.mountCommon(router);
            new WebhookFace(rig.koppel().webhooks("http://127.0.0.1")).mount(router);
            new RestFace(operations, accounts, gate, () -> true, "test").mount(router);
        }));
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
