package io.koppel.odata;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Lets the first bulk message of each set and kind of write go ahead of the others until it has its answers. What refuses it often
 * stands in all that would be in flight with it, and each would be refused as a whole; so the others know by {@link RefusalRates} and
 * {@link Suspects} what it has met. They wait once in a process's life, for one message.
 */
final class FirstMessages {
    private final Map<String, CountDownLatch> byKind = new ConcurrentHashMap<>();

    /**
     * Sends at once, or when the first one of its kind has come to its end, whatever end.
     *
     * @throws InterruptedException while waiting for the first one; nothing was sent then
     */
    <R> R send(String kind, Supplier<R> message) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch first = byKind.putIfAbsent(kind, mine);
        if (first != null) {
            first.await();
            return message.get();
        }
        try {
            return message.get();
        } finally {
            mine.countDown();
        }
    }
}
