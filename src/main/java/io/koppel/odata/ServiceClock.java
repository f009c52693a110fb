package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;

/** Time as this package sees it, so that waits and windows can be run under a virtual clock. */
public interface ServiceClock {
    /** The current moment. */
    Instant now();

    /**
     * Waits.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    void pause(Duration duration) throws InterruptedException;

    /** The machine's clock. */
    static ServiceClock system() {
        return new ServiceClock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(Math.max(1, duration.toMillis()));
            }
        };
    }
}
