package io.koppel.odata;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Opens remote services. */
public final class ODataServices {
    private ODataServices() {}

    /** Opens a service over the network; nothing is sent before the first call. */
    public static ODataService open(ConnectionSettings settings) {
        return open(settings, new JavaNetTransport(), ServiceClock.system(), RandomGenerator.getDefault());
    }

    /**
     * Opens a service over a transport and under a clock of the caller's.
     *
     * @param chance jitter of retries; seeded for runs that can be repeated
     */
    public static ODataService open(
            ConnectionSettings settings, Transport transport, ServiceClock clock, RandomGenerator chance) {
        return new HttpODataService(
                settings, new ServiceChannel(settings, transport, clock, chance), ahead(settings.name()), Map.of());
    }

    private static ExecutorService ahead(String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "koppel-" + name + "-next-page-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
