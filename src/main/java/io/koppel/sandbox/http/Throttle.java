package io.koppel.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One user's sliding window at one service. Calls made while it must wait make the wait longer. */
public final class Throttle {
    private static final Duration PENALTY = Duration.ofSeconds(1);

    private final ServiceLimits limits;
    private final ArrayDeque<Spent> window = new ArrayDeque<>();
    private int requests;
    private Duration time = Duration.ZERO;
    private Instant blockedUntil = Instant.MIN;

    private record Spent(Instant at, int requests, Duration time) {}

    public Throttle(ServiceLimits limits) {
        this.limits = limits;
    }

    /** Why a call is refused. */
    public enum Reason {
        REQUESTS,
        TIME,
        CONCURRENCY
    }

    /** A refusal and the wait it asks for. */
    public record Refusal(Reason reason, Duration retryAfter) {}

    /** Counts requests, or refuses them. */
    public synchronized @Nullable Refusal count(int weight, Instant now) {
        forget(now);
        if (now.isBefore(blockedUntil)) {
            blockedUntil = blockedUntil.plus(PENALTY);
            return new Refusal(Reason.REQUESTS, roundUp(Duration.between(now, blockedUntil)));
        }
        boolean many = requests + weight > limits.requests();
        boolean expensive = !limits.executionTime().isZero() && time.compareTo(limits.executionTime()) >= 0;
        if (many || expensive) {
            Spent oldest = window.peek();
            Instant free = oldest == null ? now.plus(PENALTY) : oldest.at().plus(limits.window());
            blockedUntil = free;
            return new Refusal(many ? Reason.REQUESTS : Reason.TIME, roundUp(Duration.between(now, free)));
        }
        window.add(new Spent(now, weight, Duration.ZERO));
        requests += weight;
        return null;
    }

    /** Notes time that a call took the service. */
    public synchronized void spent(Duration duration, Instant now) {
        window.add(new Spent(now, 0, duration));
        time = time.plus(duration);
    }

    /** Requests in the window now. */
    public synchronized int requests(Instant now) {
        forget(now);
        return requests;
    }

    private void forget(Instant now) {
        Instant start = now.minus(limits.window());
        while (!window.isEmpty() && window.element().at().isBefore(start)) {
            Spent old = window.remove();
            requests -= old.requests();
            time = time.minus(old.time());
        }
    }

    private static Duration roundUp(Duration wait) {
        return Duration.ofSeconds(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}
