package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.SandboxClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** OAuth 2 client credentials (business-central-api.md §3, dataverse-web-api.md §3). */
public final class TokenEndpoint {
    private final SandboxClock clock;
    private final CurrentLimits limits;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    private record Issued(Caller caller, Instant expires) {}

    public TokenEndpoint(SandboxClock clock, CurrentLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** Who a bearer token was issued to; null when it is unknown or has expired. */
    public @Nullable Caller caller(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return null;
        }
        Issued token = issued.get(authorization.substring("Bearer ".length()).strip());
        return token == null || !clock.now().isBefore(token.expires()) ? null : token.caller();
    }

    /** Answers {@code POST /oauth2/v2.0/token}. */
    public SandboxResponse answer(SandboxRequest request) {
        if (!request.method().equals("POST")) {
            return SandboxResponse.of(405);
        }
        Map<String, String> form = SandboxRequest.of(
                        "POST", "?" + new String(request.body(), StandardCharsets.UTF_8), Map.of(), new byte[0])
                .options();
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal(400, "unsupported_grant_type", "grant_type must be client_credentials");
        }
        if (!form.getOrDefault("scope", "").endsWith("/.default")) {
            return refusal(400, "invalid_scope", "scope must be the address of the service followed by /.default");
        }
        for (Caller caller : Caller.CLIENTS) {
            if (caller.clientId().equals(form.get("client_id"))) {
                return caller.secret().equals(form.get("client_secret"))
                        ? issue(caller)
                        : refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
            }
        }
        return refusal(
                400, "unauthorized_client", "AADSTS700016: Application '" + form.get("client_id") + "' was not found.");
    }

    /** Forgets all tokens. */
    public void revokeAll() {
        issued.clear();
    }

    private SandboxResponse issue(Caller caller) {
        Instant now = clock.now();
        issued.values().removeIf(token -> token.expires().isBefore(now));
        var lifetime = limits.get().tokenLifetime();
        String token = "sandbox." + caller.clientId() + "." + UUID.randomUUID();
        issued.put(token, new Issued(caller, now.plus(lifetime)));
        JsonOut out = new JsonOut().beginObject().name("token_type").string("Bearer");
        out.name("expires_in")
                .number(lifetime.toSeconds())
                .name("ext_expires_in")
                .number(lifetime.toSeconds());
        return SandboxResponse.json(200, out.name("access_token").string(token).endObject());
    }

    private static SandboxResponse refusal(int status, String error, String description) {
        JsonOut out = new JsonOut().beginObject().name("error").string(error);
        return SandboxResponse.json(
                status, out.name("error_description").string(description).endObject());
    }
}
