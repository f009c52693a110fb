package io.koppel.operate.rest;

import io.koppel.operate.Audit;
import io.koppel.operate.ConnectionOperations;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs one endpoint for one request: off the event loop, and without holding a thread while the caller waits. */
final class EndpointHandler implements Handler<RoutingContext> {
    private static final long FIRST_LOOK_MILLISECONDS = 20;
    private static final long LONGEST_PAUSE_MILLISECONDS = 1000;

    private final Endpoint endpoint;
    private final Audit audit;
    private final ConnectionOperations connection;

    EndpointHandler(Endpoint endpoint, Audit audit, ConnectionOperations connection) {
        this.endpoint = endpoint;
        this.audit = audit;
        this.connection = connection;
    }

    @Override
    public void handle(RoutingContext context) {
        Buffer body = context.body().buffer();
        Call call = new Call(
                Gate.caller(context),
                context.pathParams(),
                query(context),
                body == null ? new byte[0] : body.getBytes());
        context.vertx()
                .executeBlocking(() -> carryOut(context, call), false)
                .onSuccess(answer -> answer(context, answer))
                .onFailure(failure -> Problems.fail(context, failure));
    }

    private Answer carryOut(RoutingContext context, Call call) throws Exception {
        return endpoint.isAct()
                ? audit.did(Acts.rest(context, endpoint.id()), () -> {
                    connection.allow(endpoint.id());
                    return endpoint.handler().handle(call);
                })
                : endpoint.handler().handle(call);
    }

    private static void answer(RoutingContext context, Answer answer) {
        if (answer instanceof Answer.Now now) {
            send(context, now);
        } else if (answer instanceof Answer.Later later) {
            long end = System.nanoTime() + later.patience().toNanos();
            if (later.patience().isZero()) {
                send(context, later.otherwise().get());
            } else {
                look(context, later, end, FIRST_LOOK_MILLISECONDS);
            }
        }
    }

    private static void look(RoutingContext context, Answer.Later later, long end, long pause) {
        Vertx vertx = context.vertx();
        vertx.executeBlocking(() -> lookNow(later, end), false)
                .onFailure(failure -> Problems.fail(context, failure))
                .onSuccess(found -> {
                    if (found.isPresent()) {
                        send(context, found.get());
                    } else if (!context.response().closed()) {
                        long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                        long next = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 2);
                        vertx.setTimer(Math.min(pause, left), timer -> look(context, later, end, next));
                    }
                });
    }

    private static Optional<Answer.Now> lookNow(Answer.Later later, long end) {
        Optional<Answer.Now> finished = Optional.ofNullable(later.poll().get());
        return finished.isPresent() || System.nanoTime() < end
                ? finished
                : Optional.of(later.otherwise().get());
    }

    private static void send(RoutingContext context, Answer.Now answer) {
        context.response().setStatusCode(answer.status());
        Object body = answer.body();
        if (body == null) {
            context.response().end();
        } else {
            context.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(Json.write(body)));
        }
    }

    private static Map<String, String> query(RoutingContext context) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        return query;
    }
}
