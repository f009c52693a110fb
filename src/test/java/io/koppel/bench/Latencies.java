package io.koppel.bench;

import java.time.Duration;

/**
 * How long requests took that came at a given rate.
 *
 * @param perSecond requests that came
 */
record Latencies(
        int requests, double perSecond, double medianMillis, double p99Millis, double worstMillis, long peakMegabytes) {
    private static final double MILLI = 1e6;

    /** @param ascending times in nanoseconds */
    static Latencies of(long[] ascending, Duration in, long peakMegabytes) {
        return new Latencies(
                ascending.length,
                ascending.length / (in.toMillis() / 1000.0),
                at(ascending, 0.5),
                at(ascending, 0.99),
                ascending[ascending.length - 1] / MILLI,
                peakMegabytes);
    }

    private static double at(long[] ascending, double share) {
        return ascending[(int) Math.ceil(ascending.length * share) - 1] / MILLI;
    }
}
