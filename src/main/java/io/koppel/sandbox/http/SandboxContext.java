package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Journal;
import io.koppel.sandbox.core.SandboxClock;
import java.util.UUID;
import java.util.function.Supplier;

/** What both services share. */
public record SandboxContext(
        SandboxClock clock,
        Supplier<UUID> ids,
        Journal journal,
        CurrentLimits limits,
        FaultScript faults,
        Throttles throttles) {
    public static SandboxContext create(SandboxClock clock, Supplier<UUID> ids) {
        return new SandboxContext(
                clock, ids, new Journal(), new CurrentLimits(), new FaultScript(), new Throttles(clock));
    }
}
