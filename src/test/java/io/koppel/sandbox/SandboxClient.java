package io.koppel.sandbox;

import io.koppel.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Talks to a sandbox over HTTP as one of its clients. */
public final class SandboxClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String base;
    private final String token;

    public SandboxClient(String base, String client) {
        this.base = base;
        this.token = token(client);
    }

    /** One answer, with its body read as JSON when it is. */
    public record Answer(int status, Map<String, List<String>> headers, String text) {
        public Map<String, Object> json() {
            return Json.object(text.getBytes(StandardCharsets.UTF_8));
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> rows() {
            return (List<Map<String, Object>>) json().get("value");
        }

        public String errorCode() {
            return (String) ((Map<?, ?>) json().get("error")).get("code");
        }

        /** The first value of a header, whatever its case. */
        public String header(String name) {
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                if (name.equalsIgnoreCase(header.getKey())) {
                    return header.getValue().get(0);
                }
            }
            throw new AssertionError("the answer has no header " + name + ": " + headers.keySet());
        }

        public String etag() {
            return (String) json().get("@odata.etag");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        try {
            return sendOrThrow(method, path, body, headers);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** @throws IOException when the connection is cut */
    public Answer sendOrThrow(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The address of a path whose query is given unencoded, or an absolute one as it is. */
    private URI uri(String path) {
        if (path.startsWith("http")) {
            return URI.create(path);
        }
        int mark = path.indexOf('?');
        if (mark < 0) {
            return URI.create(base + path.replace(" ", "%20"));
        }
        StringBuilder query = new StringBuilder();
        for (String option : path.substring(mark + 1).split("&")) {
            int equals = option.indexOf('=');
            query.append(query.isEmpty() ? "?" : "&").append(option, 0, equals + 1);
            query.append(URLEncoder.encode(option.substring(equals + 1), StandardCharsets.UTF_8)
                    .replace("+", "%20"));
        }
        return URI.create(base + path.substring(0, mark).replace(" ", "%20") + query);
    }

    private String token(String client) {
        if (client.isEmpty()) {
            return "";
        }
        String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=sandbox&scope="
                + URLEncoder.encode(base + "/.default", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            byte[] body =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            return (String) Json.object(body).get("access_token");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
