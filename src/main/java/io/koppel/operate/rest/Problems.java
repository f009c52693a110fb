package io.koppel.operate.rest;

import io.koppel.operate.OperationException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as problem details. What was not foreseen is logged with the request id and told without its inside. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** Answers with a problem, unless something was answered already. */
    public static void send(RoutingContext context, int status, String title, String detail) {
        if (context.response().ended()) {
            return;
        }
        Problem problem = Problem.of(status, title, detail, RequestId.of(context));
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(problem)));
    }

    /** Answers a handler's failure. */
    static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof OperationException refused) {
            send(context, refused.reason().status(), refused.reason().title(), String.valueOf(refused.getMessage()));
        } else if (failure instanceof HttpException http) {
            int status = http.getStatusCode();
            send(context, status, status == 413 ? "Too large" : "Bad request", "the request cannot be read");
        } else {
            LOG.error("request {} failed", RequestId.of(context), failure);
            send(context, 500, "Internal error", "see the log of Koppel for the request id");
        }
    }

    /** Writes down what nobody foresaw. */
    public static void unforeseen(Throwable failure) {
        LOG.error("a request of the console failed", failure);
    }
}
