package io.koppel.operate.rest;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Set;

/**
 * Refuses changes that another site makes a browser send. A browser adds remembered basic credentials to every request,
 * so being signed in proves nothing about who wrote the request; {@code Sec-Fetch-Site} and {@code Origin} cannot be forged
 * by a page. Programs send neither.
 */
final class SameOrigin {
    private static final Set<String> HARMLESS_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    static boolean holds(HttpServerRequest request) {
        if (HARMLESS_METHODS.contains(request.method().name())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site)) {
            return false;
        }
        String origin = request.getHeader("Origin");
        HostAndPort own = request.authority();
        return origin == null || (own != null && authority(origin).equals(own.toString()));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
