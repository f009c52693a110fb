package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Author;
import io.koppel.sandbox.core.Caller;
import java.time.Duration;

/**
 * A request with what is known about it: who calls, under which id, and how late its writes become visible.
 *
 * @param baseUrl scheme, host and port for absolute links
 */
public record Exchange(SandboxRequest request, Caller caller, String requestId, String baseUrl, Duration lateBy) {
    /** The same for a part of a batch. */
    public Exchange part(SandboxRequest part) {
        String id = part.headers().getOrDefault("X-Request-Id", requestId);
        return new Exchange(part, caller, id, baseUrl, lateBy);
    }

    public Exchange withLateBy(Duration late) {
        return new Exchange(request, caller, requestId, baseUrl, late);
    }

    public Exchange withCaller(Caller other, String id) {
        return new Exchange(request, other, id, baseUrl, Duration.ZERO);
    }

    /** In whose name its transaction writes. */
    public Author author() {
        return new Author(caller, requestId, true, lateBy);
    }
}
