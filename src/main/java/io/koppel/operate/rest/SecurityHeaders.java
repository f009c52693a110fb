package io.koppel.operate.rest;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Headers that keep browsers from running or framing what is not ours, and from keeping what is private. */
final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private SecurityHeaders() {}

    static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // With "no-referrer" a browser sends the origin "null" with our own forms, and SameOrigin refuses them.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        context.next();
    }
}
