package io.koppel.operate.console;

import io.koppel.operate.FullSynchronizationView;
import io.koppel.operate.Operations;
import io.koppel.operate.SynchronizeCommand;
import io.koppel.operate.access.Role;
import io.koppel.operate.rest.Gate;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the console on a router. Its page is one template; htmx asks for the block in it that changes. */
public final class ConsoleFace {
    private static final String LIVE_BLOCK = "live";

    private final Operations operations;
    private final Gate gate;
    private final PebbleTemplate mappings;

    public ConsoleFace(Operations operations, Gate gate) {
        this.operations = operations;
        this.gate = gate;
        ClasspathLoader loader = new ClasspathLoader();
        loader.setPrefix("console");
        loader.setSuffix(".html");
        this.mappings = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build()
                .getTemplate("mappings");
    }

    /** Adds the pages and their files. */
    public void mount(Router router) {
        Assets.mount(router);
        router.get("/").handler(gate.require(Role.VIEWER)).handler(page(null));
        router.get("/console/mappings").handler(gate.require(Role.VIEWER)).handler(page(LIVE_BLOCK));
        router.post("/console/mappings/:mapping/synchronize")
                .handler(gate.require(Role.OPERATOR))
                .handler(this::synchronize);
    }

    private Handler<RoutingContext> page(@Nullable String block) {
        return context -> context.vertx()
                .executeBlocking(() -> render(block, model(context)), false)
                .onSuccess(html -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(html))
                .onFailure(context::fail);
    }

    private void synchronize(RoutingContext context) {
        String mapping = context.pathParam("mapping");
        String caller = Gate.caller(context).name();
        context.vertx()
                .executeBlocking(
                        () -> operations.synchronization().start(mapping, SynchronizeCommand.MODIFIED, caller), false)
                .onSuccess(run -> context.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/")
                        .end())
                .onFailure(context::fail);
    }

    private Map<String, Object> model(RoutingContext context) {
        FullSynchronizationView full = operations.fullSynchronization().status();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("mappings", operations.mappings().list().value());
        model.put("full", full);
        model.put("errors", operations.journal().errors(null, null, null, 10).value());
        model.put("caller", Gate.caller(context));
        model.put("mayOperate", Gate.caller(context).role().includes(Role.OPERATOR));
        return model;
    }

    private String render(@Nullable String block, Map<String, Object> model) throws IOException {
        StringWriter html = new StringWriter();
        if (block == null) {
            mappings.evaluate(html, model);
        } else {
            mappings.evaluateBlock(block, html, model);
        }
        return html.toString();
    }
}
