package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides when a request may leave, so that the service never has to refuse one (promises.md P8; business-central-api.md
 * §11, dataverse-web-api.md §9). A plain decision over values: it never waits and reads no clock; not thread-safe.
 *
 * <p>What was sent counts in the window from its answer on, not from its sending: the service counted it at some moment
 * in between, and its window must not be fuller than this one. Each throttled answer makes the budget smaller by a third,
 * each quiet twentieth of the window larger by a tenth of the whole.
 */
final class RequestBudget {
    private static final double SMALLEST = 0.1;
    private static final double SHRINK = 0.7;
    private static final double GROW = 0.1;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

    private record Spent(Instant at, int units, Duration execution) {}

    private final Limits limits;
    private final int concurrency;
    private final double share;
    private final Deque<Spent> window = new ArrayDeque<>();
    private long unitsInWindow;
    private Duration executionInWindow = Duration.ZERO;
    private long unitsInFlight;
    private int inFlight;
    private double factor = 1;
    private Instant blockedUntil = Instant.MIN;
    private Instant lastThrottled = Instant.MIN;
    private Instant lastGrown = Instant.MIN;
    private Instant remainingSeen = Instant.MIN;
    private Duration remainingExecution = Duration.ZERO;
    private long throttled;

    /**
     * @param concurrency requests in flight that the settings allow
     * @param share share of the limits that may be used, 0 to 1
     */
    RequestBudget(Limits limits, int concurrency, double share) {
        this.limits = limits;
        this.concurrency = Math.max(1, Math.min(concurrency, limits.concurrency()));
        this.share = share;
    }

    /** May a request of that many units leave now? Zero: it may, and is counted. Otherwise ask again after the wait. */
    Duration ask(int units, Instant now) {
        forget(now);
        grow(now);
        if (now.isBefore(blockedUntil)) {
            return atLeastShortest(Duration.between(now, blockedUntil));
        }
        if (inFlight >= allowedConcurrency()) {
            return SHORTEST_WAIT;
        }
        if (limits.requests() > 0 && used() > 0 && used() + units > capacity()) {
            return untilNextLeaves(now);
        }
        if (executionSpent(now)) {
            return untilNextLeaves(now);
        }
        inFlight++;
        unitsInFlight += units;
        return Duration.ZERO;
    }

    /** True when only requests in flight stand in the way: their end, not time, lets the next one go. */
    boolean full() {
        return inFlight >= allowedConcurrency();
    }

    /** The answer came, or was lost: the service counts either. */
    void ended(int units, Duration execution, Instant now) {
        inFlight--;
        unitsInFlight -= units;
        if (counts()) {
            window.addLast(new Spent(now, units, execution));
            unitsInWindow += units;
            executionInWindow = executionInWindow.plus(execution);
        }
    }

    /**
     * The service refused a request that was sent at {@code sent}: nothing leaves before the wait is over. Refusals of
     * requests sent before the last slow-down say nothing new about the pace.
     */
    void throttled(Duration wait, Instant sent, Instant now) {
        Instant until = now.plus(wait);
        blockedUntil = until.isAfter(blockedUntil) ? until : blockedUntil;
        if (sent.isAfter(lastThrottled)) {
            factor = Math.max(SMALLEST, factor * SHRINK);
        }
        throttled++;
        lastThrottled = now;
        lastGrown = blockedUntil;
    }

    /**
     * The service told how many seconds of execution are left. Its own figure beats the estimate here, which takes travel
     * time for execution time.
     */
    void remainingExecution(Duration remaining, Instant now) {
        remainingSeen = now;
        remainingExecution = remaining;
    }

    /** What is spent in the window that ends now. */
    BudgetUse use(Instant now) {
        forget(now);
        grow(now);
        return new BudgetUse(used(), limits.requests() > 0 ? capacity() : 0, inFlight, allowedConcurrency(), throttled);
    }

    /** How many requests may be in flight at the moment. */
    int allowedConcurrency() {
        return Math.max(1, (int) Math.floor(concurrency * factor + 1e-9));
    }

    private boolean counts() {
        return limits.requests() > 0 || !limits.executionTime().isZero();
    }

    private long used() {
        return unitsInWindow + unitsInFlight;
    }

    private long capacity() {
        return (long) Math.floor(limits.requests() * share * factor + 1e-9);
    }

    private boolean executionSpent(Instant now) {
        if (limits.executionTime().isZero() || window.isEmpty()) {
            return false;
        }
        double allowed = limits.executionTime().toMillis() * share * factor;
        if (executionInWindow.toMillis() < allowed) {
            return false;
        }
        boolean toldLately = remainingSeen.plus(Duration.ofSeconds(5)).isAfter(now);
        double reserve = limits.executionTime().toMillis() * (1 - share);
        return !toldLately || remainingExecution.toMillis() <= reserve;
    }

    private Duration untilNextLeaves(Instant now) {
        Spent oldest = window.peekFirst();
        return oldest == null
                ? SHORTEST_WAIT
                : atLeastShortest(Duration.between(now, oldest.at().plus(limits.window())));
    }

    private static Duration atLeastShortest(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private void forget(Instant now) {
        Instant start = now.minus(limits.window());
        for (Spent oldest = window.peekFirst();
                oldest != null && !oldest.at().isAfter(start);
                oldest = window.peekFirst()) {
            window.removeFirst();
            unitsInWindow -= oldest.units();
            executionInWindow = executionInWindow.minus(oldest.execution());
        }
    }

    private void grow(Instant now) {
        if (factor >= 1) {
            return;
        }
        Duration step = limits.window().dividedBy(20);
        while (factor < 1 && !lastGrown.plus(step).isAfter(now)) {
            factor = Math.min(1, factor + GROW);
            lastGrown = lastGrown.plus(step);
        }
    }
}
