package io.koppel.odata;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends single requests to one service: within its budget, with a token, and repeated where that is safe. Reads are
 * repeated after anything that may pass. A write is repeated only when the service cannot have acted on it: no connection
 * came about, the token was refused, or the service asked to wait (promises.md P4).
 */
final class ServiceChannel {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceChannel.class);
    private static final int MOST_WAITS = 20;

    private final ConnectionSettings settings;
    private final Transport transport;
    private final ServiceClock clock;
    private final RandomGenerator chance;
    private final TokenSource tokens;
    private final BudgetGate gate;
    private final RequestMeter meter = new RequestMeter();
    private final ErrorReader errors;
    private final Map<String, String> standingHeaders;
    private final WaitRequests waitRequests;
    private volatile RequestWatch watch = RequestWatch.NONE;
    private volatile BooleanSupplier allowed = () -> true;
    private volatile String refusal = "";
    private volatile Instant lastServerTime = Instant.EPOCH;

    ServiceChannel(ConnectionSettings settings, Transport transport, ServiceClock clock, RandomGenerator chance) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
        this.chance = chance;
        tokens = new TokenSource(settings, transport, clock);
        gate = new BudgetGate(
                new RequestBudget(
                        settings.throughput().limits(),
                        settings.throughput().concurrency(),
                        settings.throughput().budgetShare()),
                clock);
        waitRequests = new WaitRequests(gate, meter, chance);
        errors = new ErrorReader(settings.kind());
        standingHeaders = StandingHeaders.of(settings);
    }

    /** Reads a body; an {@link IOException} counts as an answer that was lost on the way. */
    interface BodyReader<T> {
        T read(HttpResponseValue response) throws IOException;
    }

    void watch(RequestWatch newWatch) {
        watch = newWatch;
    }

    void onlyWhile(BooleanSupplier newAllowed, String reason) {
        refusal = reason;
        allowed = newAllowed;
    }

    RequestCounts counts() {
        return meter.counts();
    }

    BudgetUse budget() {
        return gate.use();
    }

    ErrorReader errors() {
        return errors;
    }

    Instant now() {
        return clock.now();
    }

    /** The service's time of its latest answer. */
    Instant lastServerTime() {
        return lastServerTime;
    }

    /** Parts of a batch sent at {@code sent} were throttled; nothing leaves before the wait is over. */
    void throttledInside(Duration asked, int round, Instant sent) {
        waitRequests.insideBatch(asked, round, sent);
    }

    /** The service's time of an answer, our own when it does not tell. */
    Instant serverTime(HttpResponseValue response) {
        Instant told = HttpDates.parse(response.header("date"));
        return told == null ? clock.now() : told;
    }

    /**
     * Sends a read and repeats it while that may help.
     *
     * @throws ServiceException with the last error
     */
    <T> T read(OutgoingRequest request, Map<String, String> extra, BodyReader<T> reader) {
        int attempt = 1;
        int waits = 0;
        while (true) {
            ServiceError error;
            Sent sent = send(request, extra);
            if (sent instanceof Sent.Answered answered) {
                HttpResponseValue response = answered.response();
                if (response.status() >= 200 && response.status() < 300) {
                    try {
                        return reader.read(response);
                    } catch (IOException unreadable) {
                        error = ErrorReader.own(ErrorClass.TRANSIENT, unreadable(response, unreadable));
                    }
                } else {
                    error = error(response);
                }
                if (WaitRequests.in(response) && ++waits <= MOST_WAITS) {
                    meter.retried();
                    continue;
                }
            } else if (sent instanceof Sent.NotSent notSent) {
                error = notSent.error();
            } else {
                error = ErrorReader.own(ErrorClass.TRANSIENT, ((Sent.Lost) sent).reason());
            }
            if (error.kind() != ErrorClass.TRANSIENT
                    || attempt >= settings.throughput().readAttempts()) {
                throw new ServiceException(settings.name(), request.toString(), error);
            }
            pauseAfter(request, error, attempt++);
        }
    }

    /**
     * Sends a write.
     *
     * @param harmlessTwice applying it twice is the same as once or is refused the second time: only then is a 503 that asks
     *     to wait believed to have come before any processing
     */
    Sent write(OutgoingRequest request, Map<String, String> extra, boolean harmlessTwice) {
        int attempt = 1;
        int waits = 0;
        while (true) {
            Sent sent = send(request, extra);
            if (sent instanceof Sent.Answered answered) {
                boolean refusedBefore = answered.response().status() == 429 || harmlessTwice;
                if (refusedBefore && WaitRequests.in(answered.response()) && ++waits <= MOST_WAITS) {
                    meter.retried();
                    continue;
                }
                return waits > 0 ? answered.again() : answered;
            }
            if (!(sent instanceof Sent.NotSent notSent)
                    || notSent.error().kind() != ErrorClass.TRANSIENT
                    || attempt >= settings.throughput().readAttempts()) {
                return sent;
            }
            pauseAfter(request, notSent.error(), attempt++);
        }
    }

    private Sent send(OutgoingRequest request, Map<String, String> extra) {
        if (!allowed.getAsBoolean()) {
            return new Sent.NotSent(ErrorReader.own(ErrorClass.CONFIGURATION, refusal));
        }
        try {
            Secret token = tokens.token();
            Sent first = exchange(request, extra, token);
            if (first instanceof Sent.Answered answered && answered.response().status() == 401) {
                tokens.refused(token);
                meter.retried();
                Sent second = exchange(request, extra, tokens.token());
                return second instanceof Sent.Answered again ? again.again() : second;
            }
            return first;
        } catch (ServiceException noToken) {
            return new Sent.NotSent(noToken.error());
        } catch (InterruptedException stopped) {
            throw stopped();
        }
    }

    private Sent exchange(OutgoingRequest request, Map<String, String> extra, Secret token)
            throws InterruptedException {
        Instant entered = gate.enter(request.units());
        try {
            meter.request(request.units(), request.body().length);
            long sent = System.nanoTime();
            HttpResponseValue response = transport.send(new HttpRequestValue(
                    request.method(),
                    request.uri(),
                    headers(request, extra, token),
                    request.body(),
                    settings.throughput().timeout()));
            meter.answer(response.body().length);
            watch.answered(request.units(), Duration.ofNanos(System.nanoTime() - sent), response.status());
            lastServerTime = serverTime(response);
            waitRequests.answered(response, lastServerTime, entered);
            return new Sent.Answered(response);
        } catch (NotSentException notSent) {
            return new Sent.NotSent(ErrorReader.own(ErrorClass.TRANSIENT, String.valueOf(notSent.getMessage())));
        } catch (IOException lost) {
            return new Sent.Lost(request + ": the answer was lost: " + lost.getMessage());
        } catch (InterruptedException stopped) {
            // The request is on its way: whoever asked must not take it for unsent.
            Thread.currentThread().interrupt();
            return new Sent.Lost(request + ": stopped while waiting for the answer");
        } finally {
            gate.ended(request.units(), entered);
        }
    }

    private ServiceError error(HttpResponseValue response) {
        return errors.read(Answer.of(response), WriteOperation.Kind.READ, false, serverTime(response));
    }

    private static String unreadable(HttpResponseValue response, IOException cause) {
        return "expected application/json, found " + (response.mediaType().isEmpty() ? "no type" : response.mediaType())
                + " that cannot be read (" + Answer.plain(String.valueOf(cause.getMessage()))
                + "); check the address, and "
                + "proxies in between";
    }

    private Map<String, String> headers(OutgoingRequest request, Map<String, String> extra, Secret token) {
        Map<String, String> headers = new HashMap<>(standingHeaders);
        headers.putAll(extra);
        request.headers()
                .forEach((name, value) -> headers.merge(
                        name,
                        value,
                        (asked, own) -> name.equals("Prefer") && extra.containsKey(name) ? own + "," + asked : own));
        headers.computeIfAbsent("X-Request-Id", unused -> UUID.randomUUID().toString());
        headers.put("Authorization", "Bearer " + token.reveal());
        return headers;
    }

    private void pauseAfter(OutgoingRequest request, ServiceError error, int attempt) {
        Duration wait = RetryDelay.afterAttempt(attempt, chance);
        LOG.debug("{}: {} failed ({}) and is sent again in {}", settings.name(), request, error, wait);
        try {
            clock.pause(wait);
        } catch (InterruptedException stopped) {
            throw stopped();
        }
        meter.retried();
    }

    private CancellationException stopped() {
        Thread.currentThread().interrupt();
        return new CancellationException(settings.name() + ": stopped while waiting");
    }
}
