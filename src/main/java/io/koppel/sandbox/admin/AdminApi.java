package io.koppel.sandbox.admin;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.SandboxService;
import io.koppel.sandbox.http.TokenEndpoint;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The admin calls under {@code /sandbox/} (design.md §7). They need no token; the server listens on loopback only. */
public final class AdminApi {
    private final SandboxContext context;
    private final TokenEndpoint tokens;
    private final List<SandboxService> services;

    public AdminApi(SandboxContext context, TokenEndpoint tokens, List<SandboxService> services) {
        this.context = context;
        this.tokens = tokens;
        this.services = services;
    }

    /** Answers a call; mistakes in it are 400 with a sentence under {@code error}. */
    public SandboxResponse answer(SandboxRequest request) {
        String call = request.method() + " " + request.path();
        try {
            return switch (call) {
                case "GET /sandbox/health" -> health();
                case "POST /sandbox/reset" -> reset();
                case "POST /sandbox/seed" -> seed(Json.object(request.body()));
                case "PUT /sandbox/company" -> setCompany(Json.object(request.body()));
                case "GET /sandbox/clock" -> clock();
                case "PUT /sandbox/clock" -> setClock(Json.object(request.body()));
                case "GET /sandbox/limits" -> limits();
                case "PUT /sandbox/limits" -> setLimits(Json.object(request.body()));
                case "POST /sandbox/faults" -> addFaults(request);
                case "DELETE /sandbox/faults" -> clearFaults();
                case "POST /sandbox/tokens/revoke" -> revoke();
                case "GET /sandbox/journal" -> journal(request.options());
                default -> error(404, "There is no admin call " + call);
            };
        } catch (IllegalArgumentException | DateTimeParseException | Json.MalformedJsonException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private SandboxResponse health() {
        JsonOut out = new JsonOut().beginObject().name("status").string("up");
        out.name("services").beginArray();
        services.forEach(service -> out.string(service.side().wireName()));
        return SandboxResponse.json(200, out.endArray().endObject());
    }

    private SandboxResponse reset() {
        services.forEach(SandboxService::reset);
        context.journal().clear();
        context.throttles().reset();
        return SandboxResponse.of(204);
    }

    private SandboxResponse seed(Map<String, @Nullable Object> wanted) {
        long seed = wanted.get("seed") instanceof Long given ? given : 1;
        for (Map.Entry<String, @Nullable Object> entry : wanted.entrySet()) {
            if (!entry.getKey().equals("seed")) {
                if (!(entry.getValue() instanceof Long count) || count < 0 || count > 10_000_000) {
                    throw new IllegalArgumentException(
                            "seed: '" + entry.getKey() + "' expects a number of records from 0 to 10000000");
                }
                seeding(entry.getKey()).seed(entry.getKey(), count.intValue(), seed);
            }
        }
        return SandboxResponse.of(204);
    }

    private SandboxService seeding(String what) {
        Set<String> known = new TreeSet<>();
        for (SandboxService service : services) {
            if (service.seedable().contains(what)) {
                return service;
            }
            known.addAll(service.seedable());
        }
        throw new IllegalArgumentException("seed: '" + what + "' is unknown, expected some of " + known);
    }

    /** What no API of the services changes: a person enters it when the company is set up. */
    private SandboxResponse setCompany(Map<String, @Nullable Object> wanted) {
        if (wanted.size() != 1 || !(wanted.get("localCurrency") instanceof String code) || code.length() > 10) {
            throw new IllegalArgumentException("company: expected 'localCurrency', a code of at most 10 characters");
        }
        services.forEach(service -> service.localCurrency(code));
        return SandboxResponse.of(204);
    }

    private SandboxResponse clock() {
        JsonOut out = new JsonOut().beginObject();
        for (Side side : Side.values()) {
            out.name(side.wireName()).time(context.clock().now(side).toEpochMilli(), true);
        }
        return SandboxResponse.json(200, out.endObject());
    }

    private SandboxResponse setClock(Map<String, @Nullable Object> wanted) {
        wanted.forEach((name, value) -> {
            Duration by = Durations.of(name, value);
            if (name.equals("advance")) {
                context.clock().advance(by);
            } else {
                context.clock().skew(Side.named(name), by);
            }
        });
        return clock();
    }

    private SandboxResponse limits() {
        return SandboxResponse.json(200, LimitsJson.write(context.limits().get()));
    }

    private SandboxResponse setLimits(Map<String, @Nullable Object> wanted) {
        context.limits().set(LimitsJson.merge(context.limits().get(), wanted));
        return limits();
    }

    private SandboxResponse addFaults(SandboxRequest request) {
        Object faults = Json.value(request.body());
        FaultJson.read(faults instanceof List<?> list ? list : List.of(java.util.Objects.requireNonNull(faults)))
                .forEach(context.faults()::add);
        return SandboxResponse.of(204);
    }

    private SandboxResponse clearFaults() {
        context.faults().clear();
        return SandboxResponse.of(204);
    }

    private SandboxResponse revoke() {
        tokens.revokeAll();
        return SandboxResponse.of(204);
    }

    private SandboxResponse journal(Map<String, String> options) {
        long after = Long.parseLong(options.getOrDefault("after", "0"));
        int limit = Integer.parseInt(options.getOrDefault("limit", "1000"));
        return SandboxResponse.json(200, context.journal().page(after, Math.min(limit, 10_000)));
    }

    private static SandboxResponse error(int status, String message) {
        return SandboxResponse.json(
                status,
                new JsonOut().beginObject().name("error").string(message).endObject());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
