package io.koppel.operate.rest;

import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.Role;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets in who may: everything behind it has a caller with at least the role asked for. */
public final class Gate {
    private static final String CALLER = "caller";

    private final Authenticator authenticator;

    public Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** A handler that answers 401 or 403, or passes on. */
    public Handler<RoutingContext> require(Role role) {
        return context -> {
            if (!SameOrigin.holds(context.request())) {
                Problems.send(
                        context, 403, "Forbidden", "the request comes from another site; send it from the console");
                return;
            }
            String authorization = context.request().getHeader("Authorization");
            // Checking a password takes a quarter of a second on purpose, which the event loop must not wait for.
            context.vertx()
                    .executeBlocking(() -> authenticator.authenticate(authorization), false)
                    .onSuccess(caller -> admit(context, caller, role))
                    .onFailure(context::fail);
        };
    }

    /** Who asks; only behind {@link #require}. */
    public static Caller caller(RoutingContext context) {
        return context.get(CALLER);
    }

    private static void admit(RoutingContext context, Optional<Caller> caller, Role role) {
        if (caller.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Koppel\", charset=\"UTF-8\"");
            Problems.send(
                    context,
                    401,
                    "Not signed in",
                    "sign in with name and password, or send a token made by koppel token");
        } else if (!caller.get().role().includes(role)) {
            Problems.send(
                    context,
                    403,
                    "Forbidden",
                    "this needs the role " + role.word() + "; " + caller.get().name() + " is "
                            + caller.get().role().word());
        } else {
            context.put(CALLER, caller.get());
            context.next();
        }
    }
}
