package io.koppel.operate.console;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** Answers for browsers. */
final class Html {
    private Html() {}

    /** Renders off the event loop. */
    static void answer(RoutingContext context, int status, Callable<String> page) {
        context.vertx()
                .executeBlocking(page, false)
                .onSuccess(html -> context.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(html))
                .onFailure(context::fail);
    }

    /** Sends the browser to another page, which it asks for with GET. */
    static void goOn(RoutingContext context, String page) {
        if (context.request().getHeader("HX-Request") != null) {
            // htmx would put the other page into the part of this one that it refreshes.
            context.response().setStatusCode(204).putHeader("HX-Redirect", page).end();
        } else {
            context.response().setStatusCode(303).putHeader("Location", page).end();
        }
    }
}
