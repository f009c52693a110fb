package io.koppel.odata;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wire by {@code java.net.http}. Redirects are never followed: they could carry the token to another origin. */
public final class JavaNetTransport implements Transport {
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    static {
        // Gateways close idle connections after a minute or two; a write on one already closed is a lost answer, so
        // Koppel closes first. The client reads this once, when its pool is loaded.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "30");
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    @Override
    public HttpResponseValue send(HttpRequestValue request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(wire(request), BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new HttpResponseValue(
                    response.statusCode(), headers(response.headers().map()), response.body());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no complete answer within " + request.timeout(), late);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            throw stopped;
        } catch (ExecutionException failed) {
            throw lost(request, failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private static IOException lost(HttpRequestValue request, Throwable cause) {
        String reason =
                cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new NotSentException(
                    "no connection to " + request.uri().getAuthority() + " (" + reason
                            + "); check the address and that the service runs",
                    cause);
        }
        return new IOException(reason, cause);
    }

    private static HttpRequest wire(HttpRequestValue request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        request.body().length == 0 && !request.method().equals("POST")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private static Map<String, String> headers(Map<String, List<String>> sent) {
        Map<String, String> headers = new HashMap<>();
        sent.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }
}
