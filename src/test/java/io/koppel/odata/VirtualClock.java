package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until somebody waits on it. */
final class VirtualClock implements ServiceClock {
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private Duration waited = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        now = now.plus(duration);
        waited = waited.plus(duration);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    synchronized Duration waited() {
        return waited;
    }
}
