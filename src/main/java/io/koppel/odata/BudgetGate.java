package io.koppel.odata;

import java.time.Duration;
import java.time.Instant;

/** Lets threads through as {@link RequestBudget} decides; one gate per credential. */
final class BudgetGate {
    private final RequestBudget budget;
    private final ServiceClock clock;

    BudgetGate(RequestBudget budget, ServiceClock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Waits until a request of that many units may leave.
     *
     * @return the moment it may leave; {@link #ended} must follow
     */
    Instant enter(int units) throws InterruptedException {
        while (true) {
            Duration wait;
            synchronized (this) {
                Instant now = clock.now();
                wait = budget.ask(units, now);
                if (wait.isZero()) {
                    return now;
                }
                if (budget.full()) {
                    wait(1000);
                    continue;
                }
            }
            clock.pause(wait);
        }
    }

    /** The request that entered at {@code sent} ended, answered or not. */
    synchronized void ended(int units, Instant sent) {
        Instant now = clock.now();
        Duration execution = Duration.between(sent, now);
        budget.ended(units, execution.isNegative() ? Duration.ZERO : execution, now);
        notifyAll();
    }

    /** The service asked to wait. */
    synchronized void throttled(Duration wait, Instant sent) {
        budget.throttled(wait, sent, clock.now());
    }

    /** The service told the execution time left. */
    synchronized void remainingExecution(Duration remaining) {
        budget.remainingExecution(remaining, clock.now());
    }

    /** What is spent at the moment. */
    synchronized BudgetUse use() {
        return budget.use(clock.now());
    }
}
