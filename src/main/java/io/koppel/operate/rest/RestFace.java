package io.koppel.operate.rest;

import io.koppel.operate.Audit;
import io.koppel.operate.ConnectionOperations;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Accounts;
import io.koppel.operate.access.Role;
import io.koppel.operate.plan.ApplyCommand;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts REST on a router: {@code /api/…}, {@code /openapi.json}, {@code /observe/health}. */
public final class RestFace {
    private static final long LARGEST_BODY = 1 << 20;
    /** Some ten thousand records with their fields. */
    private static final long LARGEST_PLAN = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RestFace.class);

    private final List<Endpoint> endpoints;
    private final Audit audit;
    private final ConnectionOperations connection;
    private final Gate gate;
    private final BooleanSupplier healthy;
    private final String version;

    /** @param healthy whether the process can do its work; asked off the event loop */
    public RestFace(Operations operations, Accounts accounts, Gate gate, BooleanSupplier healthy, String version) {
        this.endpoints = Endpoints.of(operations, accounts);
        this.audit = operations.journal().audit();
        this.connection = operations.connection();
        this.gate = gate;
        this.healthy = healthy;
        this.version = version;
    }

    /** Headers, request ids and the shape of errors for everything on the router; mount it first. */
    public static void mountCommon(Router router) {
        router.route().handler(RequestId::assign).handler(SecurityHeaders::add);
        router.route()
                .failureHandler(context -> Problems.fail(
                        context,
                        context.failure() == null
                                ? new io.vertx.ext.web.handler.HttpException(context.statusCode())
                                : context.failure()));
    }

    /** Adds the endpoints. */
    public void mount(Router router) {
        BodyHandler small = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        BodyHandler large = BodyHandler.create(false).setBodyLimit(LARGEST_PLAN);
        for (Endpoint endpoint : endpoints) {
            BodyHandler bodies = endpoint.body() == ApplyCommand.class ? large : small;
            String path = endpoint.path().replaceAll("\\{(\\w+)}", ":$1");
            // Signed in first, then the body is read: nobody unknown makes the server keep a megabyte.
            router.route(HttpMethod.valueOf(endpoint.method()), path)
                    .handler(context -> {
                        if (endpoint.isAct()) {
                            context.addEndHandler(end -> turnedAway(context, endpoint));
                        }
                        context.request().pause();
                        context.next();
                    })
                    .handler(gate.require(endpoint.role()))
                    .handler(context -> {
                        context.request().resume();
                        bodies.handle(context);
                    })
                    .handler(new EndpointHandler(endpoint, audit, connection));
        }
        Buffer openApi = Buffer.buffer(Json.write(OpenApi.of(endpoints, version)));
        router.get("/openapi.json").handler(gate.require(Role.VIEWER)).handler(context -> context.response()
                .putHeader("Content-Type", "application/json")
                .end(openApi));
        router.get("/observe/health").handler(context -> context.vertx()
                .executeBlocking(healthy::getAsBoolean, false)
                .onSuccess(up -> context.response()
                        .setStatusCode(up ? 200 : 503)
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(Json.write(Map.of("status", up ? "UP" : "DOWN")))))
                .onFailure(failure -> Problems.fail(context, failure)));
        router.route("/api/*")
                .handler(gate.require(Role.VIEWER))
                .handler(context -> Problems.send(
                        context,
                        404,
                        "Not found",
                        "there is no " + context.request().method() + " " + context.normalizedPath()));
    }

    /** An act beyond the caller's role is written down as well. */
    private void turnedAway(RoutingContext context, Endpoint endpoint) {
        if (context.response().getStatusCode() == 403 && Gate.known(context) != null) {
            Audit.Act act = Acts.rest(context, endpoint.id());
            context.vertx()
                    .executeBlocking(
                            () -> {
                                audit.refused(
                                        act, "needs the role " + endpoint.role().word());
                                return act;
                            },
                            false)
                    .onFailure(failure -> LOG.error("a refused act is not in the audit list", failure));
        }
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }
}
