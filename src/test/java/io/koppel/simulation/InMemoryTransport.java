package io.koppel.simulation;

import io.koppel.odata.HttpRequestValue;
import io.koppel.odata.HttpResponseValue;
import io.koppel.odata.Transport;
import io.koppel.sandbox.Sandbox;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The wire without sockets: straight into the sandbox's handler, with answers cut and delayed as over HTTP. */
final class InMemoryTransport implements Transport {
    private final Sandbox sandbox;
    private final VirtualTime time;

    InMemoryTransport(Sandbox sandbox, VirtualTime time) {
        this.sandbox = sandbox;
        this.time = time;
    }

    @Override
    public HttpResponseValue send(HttpRequestValue request) throws IOException {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("Host", request.uri().getAuthority());
        String query = request.uri().getRawQuery();
        SandboxResponse answer = sandbox.handle(SandboxRequest.of(
                request.method(),
                request.uri().getRawPath() + (query == null ? "" : "?" + query),
                headers,
                request.body()));
        if (answer.delay().compareTo(request.timeout()) > 0) {
            time.advance(request.timeout());
            throw new IOException("no complete answer within " + request.timeout());
        }
        time.advance(answer.delay());
        if (answer.cut() != SandboxResponse.Cut.NONE) {
            throw new IOException("the connection ended: " + answer.cut());
        }
        Map<String, String> lower = new HashMap<>();
        answer.headers().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new HttpResponseValue(answer.status(), lower, answer.body());
    }
}
