package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.core.Author;
import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Database;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.SandboxService;
import io.koppel.sandbox.http.ServiceLimits;
import io.koppel.sandbox.http.Throttle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stand-in of Dataverse as the sandbox's shell sees it (dataverse-web-api.md). */
public final class DataverseService implements SandboxService {
    /** The path of the service root. */
    public static final String ROOT = "/api/data/v9.2/";

    /** Longest URL of a request, and of a part of a batch (dataverse-web-api.md §5.1). */
    private static final int LONGEST_URL = 32 * 1024;

    private static final int LONGEST_PART_URL = 64 * 1024;

    private final SandboxContext context;
    private final DataverseStore store;
    private final DataverseSetup setup;
    private final BatchRunner batches;

    /** An organization with its set-up and the demo company's data left out; see {@link #loadDemo}. */
    public DataverseService(SandboxContext context) {
        this.context = context;
        this.store =
                new DataverseStore(new Database(Side.DATAVERSE, context.clock(), context.journal(), context.ids()));
        this.setup = new DataverseSetup(store);
        this.batches = new BatchRunner(this, context);
        setup.organization();
    }

    DataverseStore store() {
        return store;
    }

    @Override
    public Side side() {
        return Side.DATAVERSE;
    }

    @Override
    public boolean serves(String path) {
        return path.startsWith("/api/data/");
    }

    @Override
    public SandboxResponse answer(Exchange exchange) {
        SandboxResponse response = Answers.guarded(() -> {
            SandboxRequest request = exchange.request();
            checkLength(request, LONGEST_URL);
            store.database().publishLateRows();
            if (below(request).equals("$batch")) {
                if (!request.method().equals("POST")) {
                    throw DataverseError.notAllowed("$batch takes POST.");
                }
                return batches.run(exchange);
            }
            return single(exchange, Map.of());
        });
        return decorated(exchange, response);
    }

    /** The headers of §4 that go with every answer to a caller. */
    private SandboxResponse decorated(Exchange exchange, SandboxResponse response) {
        SandboxResponse named = response.withHeader("x-ms-service-request-id", exchange.requestId())
                .withHeader("REQ_ID", exchange.requestId());
        if (!context.limits().get().throttling()) {
            return named;
        }
        int used = context.throttles()
                .window(this, exchange.caller())
                .requests(context.clock().now());
        return named.withHeader(
                "x-ms-ratelimit-burst-remaining-xrm-requests",
                Integer.toString(Math.max(0, limits().requests() - used)));
    }

    /** One request outside of a change set, in a transaction of its own if it writes. */
    SandboxResponse single(Exchange exchange, Map<String, String> contentIds) {
        CallingUser user = CallingUser.of(store, exchange);
        DataverseRouter router = router(exchange, user, contentIds);
        if (!router.writes()) {
            return router.read();
        }
        RowOperations.Write write = router.write();
        try (WriteScope scope = begin(exchange, user)) {
            SandboxResponse response = write.apply(scope);
            scope.commit();
            return response;
        }
    }

    /** One request of a batch. */
    SandboxResponse part(Exchange exchange) {
        return Answers.guarded(() -> {
            checkLength(exchange.request(), LONGEST_PART_URL);
            if (below(exchange.request()).equals("$batch")) {
                throw DataverseError.unsupported("A batch inside a batch");
            }
            return single(exchange, Map.of());
        });
    }

    DataverseRouter router(Exchange exchange, CallingUser user, Map<String, String> contentIds) {
        Duration lifetime = context.limits().get().deltaTokenLifetime();
        return new DataverseRouter(store, exchange, user, below(exchange.request()), contentIds, lifetime);
    }

    WriteScope begin(Exchange exchange, CallingUser user) {
        return new WriteScope(store.database().begin(exchange.author()), user.id(), user.onBehalfOf());
    }

    private static String below(SandboxRequest request) {
        String path = request.decodedPath();
        if (!path.startsWith(ROOT) && !(path + "/").equals(ROOT)) {
            throw DataverseError.noSuchSegment(path);
        }
        return path.length() < ROOT.length() ? "" : path.substring(ROOT.length());
    }

    private static void checkLength(SandboxRequest request, int longest) {
        if (request.target().length() > longest) {
            throw new DataverseError(
                    414,
                    "0x80060888",
                    "The URL is longer than " + longest
                            + " characters; send the read inside a $batch or ask for less at once.");
        }
    }

    @Override
    public SandboxResponse failure(int status, @Nullable Duration retryAfter) {
        SandboxResponse response =
                switch (status) {
                    case 401 ->
                        Answers.version(SandboxResponse.of(401))
                                .withHeader("WWW-Authenticate", "Bearer authorization_uri=/oauth2/v2.0/token");
                    case 403 ->
                        Answers.error(
                                DataverseError.forbidden(
                                        "Principal user is missing the privilege for this request (prvDelete, prvWrite, prvCreate)."));
                    case 412 -> Answers.error(DataverseError.versionMismatch());
                    case 429 ->
                        Answers.error(
                                429,
                                "0x80072322",
                                "Number of requests exceeded the limit of " + limits().requests()
                                        + " over the time window of 300 seconds.");
                    case 500 ->
                        Answers.error(500, "0x80044150", "SQL error: the transaction was chosen as a deadlock victim.");
                    case 503 -> Answers.error(503, "0x80040216", "The service is unavailable.");
                    default ->
                        Answers.error(status, "0x80040216", "The request could not be completed (" + status + ").");
                };
        return retryAfter == null
                ? response
                : response.withHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    @Override
    public SandboxResponse throttled(Throttle.Refusal refusal) {
        String code =
                switch (refusal.reason()) {
                    case REQUESTS -> "0x80072322";
                    case TIME -> "0x80072321";
                    case CONCURRENCY -> "0x80072326";
                };
        String what =
                switch (refusal.reason()) {
                    case REQUESTS ->
                        "Number of requests exceeded the limit of 6000 over the time window of 300 seconds.";
                    case TIME ->
                        "Combined execution time of incoming requests exceeded the limit of 1,200,000"
                                + " milliseconds over the time window of 300 seconds.";
                    case CONCURRENCY -> "Number of concurrent requests exceeded the limit of 52.";
                };
        return Answers.error(429, code, what)
                .withHeader(
                        "Retry-After",
                        Long.toString(Math.max(1, refusal.retryAfter().toSeconds())));
    }

    @Override
    public ServiceLimits limits() {
        return new ServiceLimits(6000, Duration.ofMinutes(5), Duration.ofMinutes(20), 52, 0);
    }

    @Override
    public void editBetween(Exchange exchange, Map<String, Object> changes) {
        SandboxRequest request = exchange.request();
        if (!request.method().equals("PATCH") && !request.method().equals("DELETE")) {
            return;
        }
        ResourcePath path = ResourcePath.parse(below(request));
        DataverseTable table = store.catalogue().entitySet(path.name(0));
        String key = path.key(0);
        if (table == null || key == null) {
            return;
        }
        RowAddress address = RowAddress.parse(store, store.table(table), key);
        if (address.findForWrite(store) == null) {
            return;
        }
        Map<String, Object> edit = changes.isEmpty()
                ? Map.of(
                        "description",
                        "Edited by a person at " + store.database().now())
                : changes;
        SandboxRequest patch = SandboxRequest.of(
                "PATCH",
                request.path(),
                Map.of("If-Match", "*", "Content-Type", "application/json"),
                new io.koppel.sandbox.core.JsonOut().value(edit).toBytes());
        SandboxResponse response =
                part(new Exchange(patch, Caller.PERSON, "edit-between", exchange.baseUrl(), Duration.ZERO));
        if (!response.succeeded()) {
            throw new IllegalArgumentException(
                    "edit-between was refused: " + new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void load(DemoCompany company) {
        new DataverseDemo(store).load(company);
    }

    @Override
    public void reset() {
        store.clear();
        setup.organization();
    }

    @Override
    public Set<String> seedable() {
        return DataverseSeeds.KINDS;
    }

    @Override
    public void seed(String what, int count, long seed) {
        new DataverseSeeds(store).seed(what, count, seed);
    }

    /** The author of rows that nobody wrote: set-up and seeds. */
    static Author setupAuthor() {
        return Author.SETUP;
    }
}
