package io.koppel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sales asks for the stock of one product after another while quotes are made: so many requests a second at even times, whether
 * earlier ones have been answered or not, with user name and web service access key. The time of a request counts from the
 * moment it was due, so a server that falls behind cannot hide it.
 */
final class AvailabilityCase {
    static final String NAME = "availability";

    private static final int ITEMS = 10_000;
    private static final int PER_SECOND = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private AvailabilityCase() {}

    /** One round: answers the times of its requests in nanoseconds, ascending. */
    static Latencies run(BenchSettings settings, Path folder) throws Exception {
        try (BenchProcess server = BenchProcess.start(
                settings.heap(),
                folder.resolve("stderr.log"),
                AvailabilityServer.class.getName(),
                folder.resolve("data").toString(),
                Integer.toString(ITEMS))) {
            String[] serving = server.await(AvailabilityServer.SERVING).split(" ");
            Load load = new Load(serving[0], serving[1]);
            load.send(WARM_UP);
            long[] times = load.send(MEASURED);
            return Latencies.of(times, MEASURED, server.peakMegabytes());
        }
    }

    /** Requests at even times. */
    private static final class Load {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final String service;
        private final String authorization;
        private final Random random = new Random(1);

        Load(String service, String key) {
            this.service = service;
            this.authorization = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((AvailabilityServer.ACCOUNT + ":" + key).getBytes(StandardCharsets.UTF_8));
        }

        long[] send(Duration how) throws Exception {
            int count = (int) (how.toMillis() * PER_SECOND / 1000);
            long[] times = new long[count];
            CountDownLatch open = new CountDownLatch(count);
            AtomicInteger wrong = new AtomicInteger();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                int one = i;
                long due = start + i * (1_000_000_000L / PER_SECOND);
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                int product = random.nextInt(ITEMS);
                http.sendAsync(request(product), HttpResponse.BodyHandlers.ofString())
                        .whenComplete((answer, failure) -> {
                            times[one] = System.nanoTime() - due;
                            if (failure != null || !isRight(answer, product)) {
                                wrong.incrementAndGet();
                            }
                            open.countDown();
                        });
            }
            if (!open.await(1, TimeUnit.MINUTES) || wrong.get() > 0) {
                throw new IOException(wrong.get() + " of " + count + " requests were not answered as they should be");
            }
            Arrays.sort(times);
            return times;
        }

        private HttpRequest request(int product) {
            String filter = URLEncoder.encode(
                            "CRM_ID eq " + AvailabilityServer.product(product), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            return HttpRequest.newBuilder(URI.create(service.replace("'", "%27") + "?$filter=" + filter))
                    .header("Authorization", authorization)
                    .header("Accept", "application/json")
                    .build();
        }

        private static boolean isRight(HttpResponse<String> answer, int product) {
            return answer.statusCode() == 200
                    && answer.body()
                            .contains(AvailabilityServer.product(product).toString())
                    && answer.body().matches(".*\"Inventory\":" + product % 500 + "[}.].*");
        }
    }
}
