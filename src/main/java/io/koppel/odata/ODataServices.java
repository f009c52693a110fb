package io.koppel.odata;

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
        return open(settings, transport, clock, chance, ahead(settings.name()));
    }

    /**
     * The same with the caller's threads.
     *
     * @param ahead fetches the next page while one is worked on; shut down when the service is closed
     */
    public static ODataService open(
            ConnectionSettings settings,
            Transport transport,
            ServiceClock clock,
            RandomGenerator chance,
            ExecutorService ahead) {
        return new HttpODataService(settings, new ServiceChannel(settings, transport, clock, chance), ahead);
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
