package io.koppel.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.SandboxClock;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls the stand-in the way a client would, without sockets. */
final class DataverseClient {
    static final String BASE = "http://127.0.0.1:8090";
    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxContext context = SandboxContext.create(new SandboxClock(InstantSource.system()), UUID::randomUUID);
    final DataverseService service = new DataverseService(context);
    private Caller caller = Caller.KOPPEL;

    DataverseClient as(Caller other) {
        caller = other;
        return this;
    }

    /** Sends a request; headers come as name, value, name, value. */
    SandboxResponse send(String method, String target, String body, String... headers) {
        Map<String, String> named = new HashMap<>();
        named.put("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        String path = target.startsWith(BASE) ? target.substring(BASE.length()) : DataverseService.ROOT + target;
        SandboxRequest request = SandboxRequest.of(method, path, named, body.getBytes(StandardCharsets.UTF_8));
        return service.answer(new Exchange(request, caller, "test", BASE, Duration.ZERO));
    }

    SandboxResponse get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    SandboxResponse post(String target, String body, String... headers) {
        return send("POST", target, body, headers);
    }

    SandboxResponse patch(String target, String body, String... headers) {
        return send("PATCH", target, body, headers);
    }

    SandboxResponse delete(String target, String... headers) {
        return send("DELETE", target, "", headers);
    }

    /** A successful read as JSON. */
    JsonNode read(String target, String... headers) {
        SandboxResponse response = get(target, headers);
        if (response.status() != 200) {
            throw new AssertionError(target + " answered " + response.status() + ": " + response.bodyText());
        }
        return json(response);
    }

    /** Creates an account and answers its id. */
    String account(String name) {
        return id(post("accounts", "{\"name\":\"" + name + "\"}"));
    }

    static String id(SandboxResponse response) {
        String address = response.headers().get("OData-EntityId");
        if (address == null) {
            throw new AssertionError("no OData-EntityId: " + response.status() + " " + response.bodyText());
        }
        return address.substring(address.indexOf('(') + 1, address.length() - 1);
    }

    static JsonNode json(SandboxResponse response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.bodyText(), e);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The error code of a refusal. */
    static String code(SandboxResponse response) {
        return response.status() + " " + json(response).at("/error/code").asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
