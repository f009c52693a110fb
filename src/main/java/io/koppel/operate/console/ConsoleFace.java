package io.koppel.operate.console;

import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import io.koppel.operate.console.ConsolePages.Page;
import io.koppel.operate.rest.Gate;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * Puts the console on a router: pages rendered on the server, whole without JavaScript. Where things move, htmx asks for the
 * same address again and gets the block that changes.
 */
public final class ConsoleFace {
    private final Gate gate;
    private final ConsolePages pages;
    private final ConsoleActions actions;
    private final Templates templates = new Templates();

    public ConsoleFace(Operations operations, Gate gate) {
        this.gate = gate;
        this.pages = new ConsolePages(operations);
        this.actions = new ConsoleActions(operations, gate);
    }

    /** Adds the pages, their files, and what their buttons do. */
    public void mount(Router router) {
        Assets.mount(router);
        for (Page page : pages.all()) {
            router.get(page.path()).handler(gate.require(Role.VIEWER)).handler(show(page));
        }
        actions.mount(router);
    }

    private Handler<RoutingContext> show(Page page) {
        return context -> context.vertx()
                .executeBlocking(() -> html(page, context), false)
                .onSuccess(html -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(html))
                .onFailure(context::fail);
    }

    private String html(Page page, RoutingContext context) throws java.io.IOException {
        Map<String, Object> model = page.model().of(context);
        List<String> did = context.queryParam("did");
        model.put("caller", Gate.caller(context));
        model.put("mayOperate", Gate.caller(context).role().includes(Role.OPERATOR));
        model.put("pages", pages.menu());
        model.put("section", page.section());
        model.put("live", page.live());
        model.put("here", withoutOutcome(context.request().uri()));
        model.put("did", did.isEmpty() ? "" : did.get(0));
        return templates.render(page.template(), model, context.request().getHeader("HX-Request") != null);
    }

    /** What was done is said once, not with every refresh. */
    private static String withoutOutcome(String uri) {
        return uri.replaceAll("([?&])did=[^&]*&?", "$1").replaceAll("[?&]$", "");
    }
}
