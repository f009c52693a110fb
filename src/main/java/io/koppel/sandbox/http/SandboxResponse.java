package io.koppel.sandbox.http;

import io.koppel.sandbox.core.JsonOut;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer, and how it reaches the caller.
 *
 * @param records rows read or written, for the simulated time per record
 * @param cut what becomes of the connection
 * @param delay how long the answer waits before it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared and never changed
public record SandboxResponse(
        int status, Map<String, String> headers, byte[] body, int records, Cut cut, Duration delay) {
    /** How an answer is broken. */
    public enum Cut {
        /** It is not. */
        NONE,
        /** The connection is closed, without an answer. */
        DROP,
        /** The connection is reset. */
        RESET,
        /** Half of the body is sent, then the connection is closed. */
        HALF_BODY
    }

    public static SandboxResponse of(int status) {
        return new SandboxResponse(status, Map.of(), new byte[0], 0, Cut.NONE, Duration.ZERO);
    }

    public static SandboxResponse json(int status, JsonOut json) {
        return json(status, json.toBytes());
    }

    public static SandboxResponse json(int status, byte[] json) {
        return of(status).withBody("application/json; odata.metadata=minimal; charset=utf-8", json);
    }

    public static SandboxResponse text(int status, String text) {
        return of(status).withBody("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public SandboxResponse withBody(String contentType, byte[] content) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        return new SandboxResponse(status, all, content, records, cut, delay);
    }

    public SandboxResponse withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SandboxResponse(status, all, body, records, cut, delay);
    }

    public SandboxResponse withRecords(int count) {
        return new SandboxResponse(status, headers, body, count, cut, delay);
    }

    public SandboxResponse withCut(Cut how) {
        return new SandboxResponse(status, headers, body, records, how, delay);
    }

    public SandboxResponse withDelay(Duration by) {
        return new SandboxResponse(status, headers, body, records, cut, delay.plus(by));
    }

    public boolean succeeded() {
        return status < 400 && cut == Cut.NONE;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
