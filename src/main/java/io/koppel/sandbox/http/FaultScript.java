package io.koppel.sandbox.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The faults that are set, and how each is carried out around a request or a part of a batch. */
public final class FaultScript {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    public void add(Fault fault) {
        faults.add(fault);
    }

    public void clear() {
        faults.clear();
    }

    /** Answers a request, broken as the script says. */
    public SandboxResponse around(
            SandboxService service, Exchange exchange, Function<Exchange, SandboxResponse> answer) {
        Fault fault = faults.isEmpty() ? null : striking(service, exchange);
        if (fault == null) {
            return answer.apply(exchange);
        }
        Fault.Details details = fault.details();
        return switch (fault.kind().name()) {
            case "drop-before-apply" -> SandboxResponse.of(0).withCut(SandboxResponse.Cut.DROP);
            case "drop-after-apply" -> answer.apply(exchange).withCut(SandboxResponse.Cut.DROP);
            case "reset" -> answer.apply(exchange).withCut(SandboxResponse.Cut.RESET);
            case "half-body" -> answer.apply(exchange).withCut(SandboxResponse.Cut.HALF_BODY);
            case "slow" -> answer.apply(exchange).withDelay(details.duration());
            case "late-visibility" -> answer.apply(exchange.withLateBy(details.duration()));
            case "edit-between" -> {
                service.editBetween(exchange, details.changes());
                yield answer.apply(exchange);
            }
            default -> status(service, exchange, answer, fault);
        };
    }

    private static SandboxResponse status(
            SandboxService service, Exchange exchange, Function<Exchange, SandboxResponse> answer, Fault fault) {
        if (fault.details().afterApply()) {
            SandboxResponse applied = answer.apply(exchange);
            if (applied.cut() != SandboxResponse.Cut.NONE) {
                return applied;
            }
        }
        Duration retryAfter = fault.details().retryAfter();
        return service.failure(fault.kind().status(), retryAfter);
    }

    private @Nullable Fault striking(SandboxService service, Exchange exchange) {
        String line = exchange.request().method() + " " + exchange.request().target();
        for (Fault fault : faults) {
            if (fault.strikes(service.side(), line)) {
                return fault;
            }
        }
        return null;
    }
}
