package io.koppel.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** The services' clocks: one source, a skew for each, and a common step forward. */
public final class SandboxClock {
    private final InstantSource source;
    private final Map<Side, Duration> skews = new EnumMap<>(Side.class);
    private Duration advanced = Duration.ZERO;

    public SandboxClock(InstantSource source) {
        this.source = source;
    }

    /** What the service takes for now. */
    public synchronized Instant now(Side side) {
        return source.instant().plus(advanced).plus(skews.getOrDefault(side, Duration.ZERO));
    }

    /** Now without skew; tokens and throttling windows live by it. */
    public synchronized Instant now() {
        return source.instant().plus(advanced);
    }

    public synchronized void skew(Side side, Duration skew) {
        skews.put(side, skew);
    }

    public synchronized void advance(Duration step) {
        advanced = advanced.plus(step);
    }

    public synchronized void reset() {
        skews.clear();
        advanced = Duration.ZERO;
    }
}
