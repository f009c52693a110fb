package io.koppel.odata;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one credential: fetched when first needed, kept, renewed before it ends, fetched again once when the
 * service refuses it (dataverse-web-api.md §3, business-central-api.md §3). However many threads ask, one fetches.
 */
final class TokenSource {
    private static final Duration EARLY = Duration.ofMinutes(5);

    private record Token(Secret value, Instant renewAt, Instant endsAt) {}

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ServiceClock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token current;

    TokenSource(ConnectionSettings settings, Transport transport, ServiceClock clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * A token that is valid now.
     *
     * @throws ServiceException of class CONFIGURATION when the endpoint refuses the client, TRANSIENT when it is out of
     *     reach or answers nonsense
     */
    Secret token() throws InterruptedException {
        Token known = current;
        Instant now = clock.now();
        if (known != null && now.isBefore(known.renewAt())) {
            return known.value();
        }
        if (known != null && now.isBefore(known.endsAt())) {
            return renewEarly(known);
        }
        fetching.lockInterruptibly();
        try {
            Token latest = current;
            return latest != null && clock.now().isBefore(latest.renewAt()) ? latest.value() : fetchAndKeep();
        } finally {
            fetching.unlock();
        }
    }

    /** One thread renews, the others go on with what is still good; so does the one, should the endpoint fail it. */
    private Secret renewEarly(Token known) throws InterruptedException {
        if (!fetching.tryLock()) {
            return known.value();
        }
        try {
            Token latest = current;
            return latest != null && clock.now().isBefore(latest.renewAt()) ? latest.value() : fetchAndKeep();
        } catch (ServiceException failed) {
            return known.value();
        } finally {
            fetching.unlock();
        }
    }

    private Secret fetchAndKeep() throws InterruptedException {
        Token fetched = fetch();
        current = fetched;
        return fetched.value();
    }

    /** The service refused this token: the next caller fetches, unless another has done so already. */
    void refused(Secret token) throws InterruptedException {
        fetching.lockInterruptibly();
        try {
            Token known = current;
            if (known != null && known.value().equals(token)) {
                current = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    private Token fetch() throws InterruptedException {
        Instant asked = clock.now();
        HttpResponseValue response;
        try {
            response = transport.send(new HttpRequestValue(
                    "POST",
                    settings.credentials().tokenUri(),
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                    form(),
                    Duration.ofSeconds(60)));
        } catch (IOException lost) {
            throw failure(ErrorClass.TRANSIENT, 0, "", String.valueOf(lost.getMessage()));
        }
        Map<String, @Nullable Object> body = read(response);
        if (response.status() != 200) {
            throw refusal(response.status(), body);
        }
        if (!(body.get("access_token") instanceof String value) || value.isEmpty()) {
            throw failure(
                    ErrorClass.CONFIGURATION, 200, "", "the answer carries no access_token; check the token address");
        }
        long seconds = body.get("expires_in") instanceof Number number ? number.longValue() : 300;
        Duration life = Duration.ofSeconds(Math.max(1, seconds));
        Duration early = life.dividedBy(5).compareTo(EARLY) < 0 ? life.dividedBy(5) : EARLY;
        return new Token(Secret.of(value), asked.plus(life).minus(early), asked.plus(life));
    }

    private byte[] form() {
        String form = "grant_type=client_credentials&client_id="
                + encode(settings.credentials().clientId()) + "&client_secret="
                + encode(settings.credentials().clientSecret().reveal()) + "&scope="
                + encode(settings.credentials().scope());
        return form.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Map<String, @Nullable Object> read(HttpResponseValue response) {
        try {
            return JsonRows.object(response);
        } catch (IOException notJson) {
            if (response.status() == 200) {
                throw failure(
                        ErrorClass.CONFIGURATION,
                        200,
                        "",
                        "the answer is no JSON; check that the address is a token endpoint");
            }
            return Map.of();
        }
    }

    private ServiceException refusal(int status, Map<String, @Nullable Object> body) {
        String code = body.get("error") instanceof String text ? text : "";
        boolean passes = status == 429 || status == 408 || status >= 500;
        return failure(
                passes ? ErrorClass.TRANSIENT : ErrorClass.CONFIGURATION,
                status,
                code,
                "client '" + settings.credentials().clientId() + "' was refused; check client id, secret and scope");
    }

    private ServiceException failure(ErrorClass kind, int status, String code, String message) {
        return new ServiceException(
                settings.name(),
                "sign-in",
                // In the error itself, because whoever asked for data gets the error without the request it belongs to.
                new ServiceError(
                        kind,
                        status,
                        code,
                        ServiceError.NO_TOKEN + settings.credentials().tokenUri() + ": " + message,
                        null,
                        null));
    }
}
