package io.koppel.sales;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Documents that somebody is working on: the job and a person who asks for the same order at the same time do not both create
 * it (promises.md P9). Holds within one process, as claims of synchronizations do.
 */
public final class DocumentClaims {
    private final Set<UUID> claimed = new HashSet<>();

    /** Takes a document; false if somebody else has it. */
    public synchronized boolean claim(UUID document) {
        return claimed.add(document);
    }

    /** Gives a document back. */
    public synchronized void release(UUID document) {
        claimed.remove(document);
        notifyAll();
    }

    /** Waits until nobody works on a document; false if that took longer than the patience. */
    public synchronized boolean awaitFree(UUID document, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (claimed.contains(document)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
