package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.SandboxClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All users' windows and calls in flight, at both services. */
public final class Throttles {
    private final SandboxClock clock;
    private final Map<String, Throttle> windows = new ConcurrentHashMap<>();
    private final Map<String, Places> inFlight = new ConcurrentHashMap<>();

    public Throttles(SandboxClock clock) {
        this.clock = clock;
    }

    /** Counts requests of a caller, or refuses them. */
    public Throttle.@Nullable Refusal count(SandboxService service, Caller caller, int weight) {
        return window(service, caller).count(weight, clock.now());
    }

    public Throttle window(SandboxService service, Caller caller) {
        return windows.computeIfAbsent(key(service, caller), key -> new Throttle(service.limits()));
    }

    /** The caller's calls in flight at that service. */
    public Places inFlight(SandboxService service, Caller caller) {
        return inFlight.computeIfAbsent(key(service, caller), key -> new Places());
    }

    public void reset() {
        windows.clear();
    }

    private static String key(SandboxService service, Caller caller) {
        return service.side().wireName() + " " + caller.clientId();
    }
}
