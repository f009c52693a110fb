package io.koppel.simulation;

import io.koppel.odata.ServiceClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The one clock of a simulation. Waiting moves it on; nothing else passes time. */
final class VirtualTime extends Clock implements ServiceClock {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private Instant now = START;

    void restart() {
        now = START;
    }

    void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        advance(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
