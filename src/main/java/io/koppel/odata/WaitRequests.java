package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What answers say of waiting and of what is left of the allowance, brought to the budget that holds requests back. */
final class WaitRequests {
    private final BudgetGate gate;
    private final RequestMeter meter;
    private final RandomGenerator chance;
    private final AtomicInteger inARow = new AtomicInteger();

    WaitRequests(BudgetGate gate, RequestMeter meter, RandomGenerator chance) {
        this.gate = gate;
        this.meter = meter;
        this.chance = chance;
    }

    /** Whether the service asks the caller to wait instead of doing what it was asked. */
    static boolean in(HttpResponseValue response) {
        return response.status() == 429 || (response.status() == 503 && response.header("retry-after") != null);
    }

    /**
     * An answer has come.
     *
     * @param serverTime the service's time of it
     * @param entered when its request was let through
     */
    void answered(HttpResponseValue response, Instant serverTime, Instant entered) {
        Duration remaining = seconds(response.header("x-ms-ratelimit-time-remaining-xrm-requests"));
        if (remaining != null) {
            gate.remainingExecution(remaining);
        }
        if (in(response)) {
            meter.throttled();
            Duration asked = RetryDelay.asked(response.header("retry-after"), serverTime);
            // Business Central does not always say how long (business-central-api.md §11): then longer each time in a
            // row.
            int times = inARow.incrementAndGet();
            gate.throttled(asked == null ? RetryDelay.afterAttempt(3 + times, chance) : asked, entered);
        } else {
            inARow.set(0);
        }
    }

    /** Parts of a batch were throttled, the batch itself was not. */
    void insideBatch(Duration asked, int round, Instant sent) {
        meter.throttled();
        gate.throttled(asked.isZero() ? RetryDelay.afterAttempt(3 + round, chance) : asked, sent);
    }

    /** Only a hint: where it cannot be read, the budget goes by its own count. */
    private static @Nullable Duration seconds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(text.trim().replace(",", ""));
            return seconds >= 0 && seconds < 1e9 ? Duration.ofMillis((long) (seconds * 1000)) : null;
        } catch (NumberFormatException notTold) {
            return null;
        }
    }
}
