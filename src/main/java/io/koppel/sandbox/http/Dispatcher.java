package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Caller;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way of a request to its service: who calls, whether the limits allow it, what the fault script does to it. */
public final class Dispatcher {
    private static final Duration QUEUE_WAIT = Duration.ofMinutes(8);

    private final SandboxContext context;
    private final TokenEndpoint tokens;
    private final List<SandboxService> services;

    public Dispatcher(SandboxContext context, TokenEndpoint tokens, List<SandboxService> services) {
        this.context = context;
        this.tokens = tokens;
        this.services = services;
    }

    /** An answer, and what to do once it has been delivered. */
    public record Delivery(SandboxResponse response, Runnable done) {}

    /** Answers a request of a service, or null when it is none's. */
    public @Nullable Delivery dispatch(SandboxRequest request, String baseUrl) {
        String path = request.path();
        for (SandboxService service : services) {
            if (service.serves(path)) {
                return dispatch(service, request, baseUrl);
            }
        }
        return null;
    }

    private Delivery dispatch(SandboxService service, SandboxRequest request, String baseUrl) {
        Caller caller = tokens.caller(request.header("Authorization"));
        if (caller == null) {
            return new Delivery(service.failure(401, null), () -> {});
        }
        Limits limits = context.limits().get();
        Places inFlight = context.throttles().inFlight(service, caller);
        if (limits.throttling()) {
            Throttle.Refusal refusal = admit(service, caller, inFlight);
            if (refusal != null) {
                return new Delivery(service.throttled(refusal), () -> {});
            }
        } else {
            inFlight.enter();
        }
        try {
            SandboxResponse response = answer(service, request, caller, baseUrl, limits);
            return new Delivery(response, inFlight::leave);
        } catch (RuntimeException | Error e) {
            inFlight.leave();
            throw e;
        }
    }

    private SandboxResponse answer(
            SandboxService service, SandboxRequest request, Caller caller, String baseUrl, Limits limits) {
        String given = request.headers().get("X-Request-Id");
        String requestId = given == null ? UUID.randomUUID().toString() : given;
        Exchange exchange = new Exchange(request, caller, requestId, baseUrl, Duration.ZERO);
        SandboxResponse response = context.faults().around(service, exchange, service::answer);
        Duration time = limits.latency().plus(limits.perRecord().multipliedBy(response.records()));
        if (limits.throttling()) {
            context.throttles()
                    .window(service, caller)
                    .spent(time, context.clock().now());
        }
        // Read again here: a slow answer carries the time at which it leaves, as a web server's does (RFC 9110 §6.6.1).
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                context.clock().now(service.side()).atOffset(ZoneOffset.UTC));
        return response.withHeader("Date", date)
                .withHeader("request-id", requestId)
                .withDelay(time);
    }

    /** Takes a place in flight, waits for one where the service lets callers wait, or refuses. */
    private Throttle.@Nullable Refusal admit(SandboxService service, Caller caller, Places inFlight) {
        if (!inFlight.enter(service.limits(), QUEUE_WAIT)) {
            return new Throttle.Refusal(Throttle.Reason.CONCURRENCY, Duration.ofSeconds(1));
        }
        Throttle.Refusal refusal = context.throttles().count(service, caller, 1);
        if (refusal != null) {
            inFlight.leave();
        }
        return refusal;
    }
}
