package io.koppel.operate.rest;

import io.koppel.operate.access.Authenticator;
import io.koppel.operate.access.Caller;
import io.koppel.operate.access.Role;
import io.koppel.operate.access.Session;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may: everything behind it has a caller with at least the role asked for. Programs send an {@code Authorization}
 * header. The session of a browser opens the console's pages and nothing else, so that no page of another site can make the
 * browser call REST or Jolokia in somebody's name.
 */
public final class Gate {
    /** The cookie that holds the token of a session. */
    public static final String COOKIE = "koppel_session";

    private static final String CALLER = "caller";
    private static final String SESSION = "session";

    private final Authenticator authenticator;

    public Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** How somebody is turned away who may not. */
    public interface Refusal {
        /** The answer; 401 to somebody who did not say who he is, or not rightly. */
        void turnAway(RoutingContext context, int status, String title, String detail);
    }

    private record Entrant(Caller caller, @Nullable Session session) {}

    /** A handler that answers 401 or 403, or passes on; for programs. */
    public Handler<RoutingContext> require(Role role) {
        return require(role, false, Gate::problem);
    }

    /** A handler for the pages of the console and what their buttons do: a session will do as well. */
    public Handler<RoutingContext> page(Role role, Refusal refusal) {
        return require(role, true, refusal);
    }

    /** Whether a request was not sent from another site's page. */
    public boolean comesFromHere(RoutingContext context) {
        return SameOrigin.holds(context.request());
    }

    /** Who may sign in, and who has. */
    public Authenticator authenticator() {
        return authenticator;
    }

    private Handler<RoutingContext> require(Role role, boolean sessions, Refusal refusal) {
        return context -> {
            if (!SameOrigin.holds(context.request())) {
                refusal.turnAway(
                        context, 403, "Forbidden", "the request comes from another site; send it from the console");
                return;
            }
            String authorization = context.request().getHeader("Authorization");
            String cookie = sessions ? token(context) : null;
            // Checking a password takes a quarter of a second on purpose, which the event loop must not wait for.
            context.vertx()
                    .executeBlocking(() -> entrant(authorization, cookie), false)
                    .onSuccess(entrant -> admit(context, entrant, role, refusal))
                    .onFailure(context::fail);
        };
    }

    private Optional<Entrant> entrant(@Nullable String authorization, @Nullable String cookie) {
        if (authorization == null && cookie != null) {
            return authenticator.sessions().find(cookie).map(session -> new Entrant(session.caller(), session));
        }
        return authenticator.authenticate(authorization).map(caller -> new Entrant(caller, null));
    }

    /** Who asks; only behind {@link #require} or {@link #page}. */
    public static Caller caller(RoutingContext context) {
        return context.get(CALLER);
    }

    /** Who was let in, or recognised and turned away; null for a stranger. */
    public static @Nullable Caller known(RoutingContext context) {
        return context.get(CALLER);
    }

    /** The session the request belongs to; null if it carried an {@code Authorization} header. */
    public static @Nullable Session session(RoutingContext context) {
        return context.get(SESSION);
    }

    /** The token in the browser's cookie. */
    public static @Nullable String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private static void admit(RoutingContext context, Optional<Entrant> entrant, Role role, Refusal refusal) {
        if (entrant.isEmpty()) {
            refusal.turnAway(
                    context,
                    401,
                    "Not signed in",
                    "sign in with name and password, or send a token made by koppel token");
            return;
        }
        Caller caller = entrant.get().caller();
        context.put(CALLER, caller);
        if (entrant.get().session() != null) {
            context.put(SESSION, entrant.get().session());
        }
        if (caller.role().includes(role)) {
            context.next();
        } else {
            refusal.turnAway(
                    context,
                    403,
                    "Forbidden",
                    "this needs the role " + role.word() + "; " + caller.name() + " is "
                            + caller.role().word());
        }
    }

    private static void problem(RoutingContext context, int status, String title, String detail) {
        if (status == 401) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Koppel\", charset=\"UTF-8\"");
        }
        Problems.send(context, status, title, detail);
    }
}
