package io.koppel.operate.monitor;

import io.koppel.operate.access.Role;
import io.koppel.operate.rest.Gate;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /observe/metrics} for Prometheus, {@code /observe/health/ready} for a load balancer or an alert. Metrics name
 * mappings and so need a viewer; readiness tells outsiders only whether all is well.
 */
public final class ObserveFace {
    private final PrometheusMeterRegistry registry;
    private final Meters meters;
    private final Readiness readiness;
    private final Gate gate;

    public ObserveFace(PrometheusMeterRegistry registry, Meters meters, Readiness readiness, Gate gate) {
        this.registry = registry;
        this.meters = meters;
        this.readiness = readiness;
        this.gate = gate;
    }

    /** Adds the endpoints. */
    public void mount(Router router) {
        router.get("/observe/metrics").handler(gate.require(Role.VIEWER)).handler(this::metrics);
        router.get("/observe/health/ready").handler(context -> ready(context, false));
        router.get("/observe/health/stuck").handler(gate.require(Role.VIEWER)).handler(context -> ready(context, true));
    }

    private void metrics(RoutingContext context) {
        context.vertx()
                .executeBlocking(
                        () -> {
                            meters.refresh();
                            return registry.scrape();
                        },
                        false)
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }

    private void ready(RoutingContext context, boolean reasons) {
        context.vertx()
                .executeBlocking(readiness::stuck, false)
                .onSuccess(stuck -> {
                    JsonObject answer = new JsonObject().put("status", stuck.isEmpty() ? "UP" : "DOWN");
                    if (reasons) {
                        JsonArray list = new JsonArray();
                        stuck.forEach(one -> list.add(
                                new JsonObject().put("mapping", one.mapping()).put("reason", one.reason())));
                        answer.put("stuck", list);
                    }
                    context.response()
                            .setStatusCode(stuck.isEmpty() ? 200 : 503)
                            .putHeader("Content-Type", "application/json")
                            .end(answer.encode());
                })
                .onFailure(context::fail);
    }
}
