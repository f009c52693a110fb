package io.koppel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a process running until it is told to end, then closes what it holds before the machine stops. */
final class UntilEnded {
    private UntilEnded() {}

    /** Returns after {@code close} was called because of SIGTERM, SIGINT or the end of the process. */
    static void await(Runnable close) {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                close.run();
                            } finally {
                                ended.countDown();
                            }
                        },
                        "koppel-shutdown"));
        try {
            ended.await(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
