package io.koppel.operate.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.koppel.job.Webhooks;
import io.koppel.job.Webhooks.Notification;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Business Central calls. Nobody signs in here: a notification proves itself by the secret of its subscription, and all
 * it can do is to let a job run earlier. The answer is always 200, as Business Central ends a subscription at any other.
 */
public final class WebhookFace {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFace.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LONGEST_TOKEN = 1000;

    private final Webhooks webhooks;

    public WebhookFace(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Adds the address. */
    public void mount(Router router) {
        router.route(HttpMethod.POST, Webhooks.PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String token = context.request().getParam("validationToken");
        if (token != null) {
            context.response()
                    .setStatusCode(token.length() > LONGEST_TOKEN ? 400 : 200)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(token.length() > LONGEST_TOKEN ? "" : token);
            return;
        }
        byte[] body = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        context.vertx()
                .executeBlocking(() -> webhooks.notified(read(body)), false)
                .onFailure(failure -> LOG.warn("a notification could not be taken: {}", failure.getMessage()))
                .onComplete(done -> context.response().setStatusCode(200).end());
    }

    private static List<Notification> read(byte[] body) {
        List<Notification> found = new ArrayList<>();
        try {
            for (JsonNode line : JSON.readTree(body).path("value")) {
                found.add(new Notification(
                        line.path("subscriptionId").asText(),
                        line.path("clientState").asText(),
                        line.path("changeType").asText()));
            }
        } catch (IOException e) {
            LOG.debug("what was posted is no notification: {}", e.getMessage());
        }
        return found;
    }
}
