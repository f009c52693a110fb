package io.koppel.sandbox.http;

import io.koppel.sandbox.core.Journal;
import io.koppel.sandbox.core.SandboxClock;

/** What both services share. */
public record SandboxContext(
        SandboxClock clock, Journal journal, CurrentLimits limits, FaultScript faults, Throttles throttles) {
    public static SandboxContext create(SandboxClock clock) {
        return new SandboxContext(clock, new Journal(), new CurrentLimits(), new FaultScript(), new Throttles(clock));
    }
}
