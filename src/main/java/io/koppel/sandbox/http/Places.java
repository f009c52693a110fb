package io.koppel.sandbox.http;

import java.time.Duration;

/** Calls of one user in flight at one service, and those that wait for one to end. */
public final class Places {
    private int active;
    private int waiting;

    /** Takes a place, after waiting for one if the limits let callers wait; false: refused. */
    synchronized boolean enter(ServiceLimits limits, Duration patience) {
        if (active >= limits.concurrent() && waiting >= limits.queued()) {
            return false;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        waiting++;
        try {
            while (active >= limits.concurrent()) {
                long rest = (deadline - System.nanoTime()) / 1_000_000;
                if (rest <= 0) {
                    return false;
                }
                wait(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting--;
        }
        active++;
        return true;
    }

    /** Takes a place without asking. */
    synchronized void enter() {
        active++;
    }

    synchronized void leave() {
        active--;
        notifyAll();
    }

    /** Calls that are being answered now. */
    public synchronized int active() {
        return active;
    }
}
