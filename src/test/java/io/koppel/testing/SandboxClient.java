package io.koppel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person (or the admin) at the sandbox's HTTP door: what a test uses to set up, to edit and to look. */
public final class SandboxClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String client;
    private String token = "";

    public SandboxClient(String base, String client) {
        this.base = base;
        this.client = client;
    }

    public String companyId() {
        return get("/v2.0/sandbox/api/v2.0/companies?$filter=" + encode("name eq 'CRONUS'"))
                .get("value")
                .get(0)
                .get("id")
                .asText();
    }

    private String companion() {
        return "/v2.0/sandbox/api/koppel/sync/v1.0/companies(" + companyId() + ")/";
    }

    // --- Business Central, companion page

    public JsonNode bc(String path) {
        return get(companion() + path);
    }

    public List<JsonNode> bcList(String set, String filter) {
        return list(bc(set + (filter == null ? "" : "?$filter=" + encode(filter))));
    }

    public JsonNode bcCreate(String set, Map<String, ?> values) {
        return expect(send("POST", companion() + set, JSON.valueToTree(values), null), 201);
    }

    public JsonNode bcChange(String set, String id, Map<String, ?> values) {
        return expect(send("PATCH", companion() + set + "(" + id + ")", JSON.valueToTree(values), "*"), 200);
    }

    public void bcDelete(String set, String id) {
        expect(send("DELETE", companion() + set + "(" + id + ")", null, "*"), 204);
    }

    /** Operations as the JSON batch has them, their addresses relative to the companion API. */
    public JsonNode bcBatch(JsonNode requests) {
        JsonNode body = JSON.createObjectNode().set("requests", requests);
        return expect(send("POST", "/v2.0/sandbox/api/koppel/sync/v1.0/$batch", body, null), 200);
    }

    // --- Dataverse

    public JsonNode dataverse(String path) {
        return get("/api/data/v9.2/" + path);
    }

    public List<JsonNode> dataverseList(String set, String filter) {
        return list(dataverse(set + (filter == null ? "" : "?$filter=" + encode(filter))));
    }

    public JsonNode dataverseCreate(String set, Map<String, ?> values) {
        return expect(send("POST", "/api/data/v9.2/" + set, JSON.valueToTree(values), null), 201);
    }

    public JsonNode dataverseChange(String set, String id, Map<String, ?> values) {
        return expect(send("PATCH", "/api/data/v9.2/" + set + "(" + id + ")", JSON.valueToTree(values), "*"), 200);
    }

    /** Calls an unbound action. */
    public void dataverseAction(String name, Map<String, ?> parameters) {
        HttpResponse<String> response = send("POST", "/api/data/v9.2/" + name, JSON.valueToTree(parameters), null);
        if (response.statusCode() >= 300) {
            throw new AssertionError(name + ": " + response.statusCode() + " " + response.body());
        }
    }

    public void dataverseDelete(String set, String id) {
        expect(send("DELETE", "/api/data/v9.2/" + set + "(" + id + ")", null, null), 204);
    }

    // --- Admin

    public JsonNode admin(String method, String path, Object body) {
        HttpResponse<String> response =
                send(method, "/sandbox/" + path, body == null ? null : JSON.valueToTree(body), null);
        if (response.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : read(response.body());
    }

    /** From now on every request of a service that matches meets a fault, until {@link #noFaults()}. */
    public void fault(String service, String match, String fault) {
        admin(
                "POST",
                "faults",
                List.of(Map.of("service", service, "match", match, "fault", fault, "probability", 1.0)));
    }

    /** Faults are over. */
    public void noFaults() {
        admin("DELETE", "faults", null);
    }

    public List<JsonNode> journal(long after) {
        List<JsonNode> all = new ArrayList<>();
        long from = after;
        while (true) {
            JsonNode page = admin("GET", "journal?after=" + from + "&limit=1000", null);
            JsonNode rows = page.isArray() ? page : page.get("value");
            if (rows.isEmpty()) {
                return all;
            }
            for (JsonNode row : rows) {
                all.add(row);
                from = row.get("sequence").asLong();
            }
        }
    }

    public long journalEnd() {
        List<JsonNode> all = journal(0);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).get("sequence").asLong();
    }

    // --- plumbing

    private List<JsonNode> list(JsonNode page) {
        List<JsonNode> rows = new ArrayList<>();
        page.get("value").forEach(rows::add);
        JsonNode next = page.get("@odata.nextLink");
        while (next != null) {
            JsonNode more = get(next.asText().replace(base, ""));
            more.get("value").forEach(rows::add);
            next = more.get("@odata.nextLink");
        }
        return rows;
    }

    private JsonNode get(String path) {
        return expect(send("GET", path, null, null), 200);
    }

    public HttpResponse<String> send(String method, String path, JsonNode body, String ifMatch) {
        if (token.isEmpty()) {
            token = token();
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/json")
                    .header("Prefer", "return=representation");
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> response = http.send(
                    request.method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                token = "";
                return send(method, path, body, ifMatch);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String token() {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/oauth2/v2.0/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                                    + client + "&client_secret=sandbox&scope=" + encode(base + "/.default")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return read(response.body()).get("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode expect(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError("expected status " + status + ", found " + response.statusCode() + " for "
                    + response.request().method() + " " + response.uri() + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : read(response.body());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
