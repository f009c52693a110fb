package io.koppel.odata;

import java.time.Duration;

/**
 * What a service allows one user.
 *
 * @param requests requests in the sliding window, each part of a batch counted; 0 for no limit
 * @param window length of the sliding window
 * @param executionTime combined execution time in the window; zero for no limit
 * @param concurrency requests in flight
 */
public record Limits(int requests, Duration window, Duration executionTime, int concurrency) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** business-central-api.md §11: 6,000 requests in 5 minutes, 5 at once. */
    public static Limits businessCentral() {
        return new Limits(6000, FIVE_MINUTES, Duration.ZERO, 5);
    }

    /** dataverse-web-api.md §9: 6,000 requests and 1,200 s of execution in 5 minutes, 52 at once. */
    public static Limits dataverse() {
        return new Limits(6000, FIVE_MINUTES, Duration.ofMinutes(20), 52);
    }

    /** The same number in flight, but nothing counted: for a service that does not throttle. */
    public Limits withoutWindow() {
        return new Limits(0, window, Duration.ZERO, concurrency);
    }

    /** The limits of that kind of service. */
    public static Limits of(ServiceKind kind) {
        return kind == ServiceKind.BUSINESS_CENTRAL ? businessCentral() : dataverse();
    }
}
