package io.koppel.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.operate.access.LocalAccess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Talks to the process of a data folder. */
final class RestClient {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final LocalAccess.Access access;
    private final Path data;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    private RestClient(LocalAccess.Access access, Path data) {
        this.access = access;
        this.data = data;
    }

    /** @throws CommandFailure if no process has published itself in the folder */
    static RestClient of(Path data) {
        LocalAccess.Access access = LocalAccess.find(data).orElseThrow(() -> notRunning(data));
        return new RestClient(access, data);
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    JsonNode put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    JsonNode patch(String path, @Nullable Object body) {
        return send("PATCH", path, body);
    }

    JsonNode delete(String path) {
        return send("DELETE", path, null);
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(access.address().resolve(path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + access.token())
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new CommandFailure(answer.path("detail").asText("Koppel answered " + response.statusCode()));
            }
            return answer;
        } catch (java.net.ConnectException e) {
            throw notRunning(data);
        } catch (IOException e) {
            throw new CommandFailure("Koppel at " + access.address() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }

    private static CommandFailure notRunning(Path data) {
        return new CommandFailure("no Koppel runs on the data folder " + data
                + "; start it with ./koppel run or ./koppel demo, or name its folder with --data");
    }
}
