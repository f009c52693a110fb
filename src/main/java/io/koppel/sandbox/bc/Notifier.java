package io.koppel.sandbox.bc;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the notification addresses of subscribers (business-central-api.md §10). */
final class Notifier {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLISECONDS = 100;

    private @Nullable HttpClient client;
    private @Nullable ScheduledExecutorService timer;

    /** Looks for what is due from now on; the first subscription starts it. */
    synchronized void start(Runnable tell) {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "sandbox-webhooks");
                thread.setDaemon(true);
                return thread;
            });
            var unused = timer.scheduleWithFixedDelay(
                    tell, LOOK_EVERY_MILLISECONDS, LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the address answers a validation token with 200 and the token. */
    boolean shakeHands(String url) {
        String token = UUID.randomUUID().toString();
        String with = url + (url.contains("?") ? "&" : "?") + "validationToken="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = send(with, new byte[0]);
            return answer.statusCode() == 200 && answer.body().equals(token);
        } catch (IOException e) {
            return false;
        }
    }

    /** Posts notifications; answers the status, 0 when no answer came. */
    int post(String url, byte[] body) {
        try {
            return send(url, body).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> send(String url, byte[] body) throws IOException {
        try {
            return client().send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        }
        return client;
    }
}
