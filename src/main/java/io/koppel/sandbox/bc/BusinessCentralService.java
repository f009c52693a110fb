package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.filter.FilterSyntaxException;
import io.koppel.sandbox.filter.Literals;
import io.koppel.sandbox.http.BatchItem;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.MalformedBatchException;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.SandboxService;
import io.koppel.sandbox.http.ServiceLimits;
import io.koppel.sandbox.http.Throttle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stand-in of Business Central: what an address means, and who answers it (business-central-api.md §2). */
public final class BusinessCentralService implements SandboxService {
    /** The SystemId of company CRONUS. */
    public static final UUID COMPANY_ID = UUID.fromString("c0000000-0000-4000-8000-00000000c0de");

    private static final ServiceLimits LIMITS = new ServiceLimits(6000, Duration.ofMinutes(5), Duration.ZERO, 5, 95);

    private final SandboxContext context;
    private final BcData data;
    private final BcResources resources;
    private final BcSeeds seeds;
    private final Notifier notifier = new Notifier();
    private final Subscriptions subscriptions;

    public BusinessCentralService(SandboxContext context) {
        this.context = context;
        data = new BcData(context);
        resources = new BcResources(data);
        seeds = new BcSeeds(data);
        seeds.setUp();
        subscriptions = new Subscriptions(context, data.model(), notifier);
        context.journal().listen(subscriptions::changed);
    }

    @Override
    public Side side() {
        return Side.BUSINESS_CENTRAL;
    }

    @Override
    public boolean serves(String path) {
        return Surface.of(path) != null;
    }

    @Override
    public SandboxResponse answer(Exchange exchange) {
        return guarded(() -> {
            Surface surface = surface(exchange.request());
            BcPath path = path(exchange.request(), surface);
            if (path.size() == 1 && path.get(0).name().equals("$batch")) {
                return batch(exchange, surface);
            }
            return one(exchange, surface, path, null);
        });
    }

    private static Surface surface(SandboxRequest request) {
        Surface surface = Surface.of(request.path());
        if (surface == null) {
            throw BcException.noSuchSet(request.path());
        }
        return surface;
    }

    private static BcPath path(SandboxRequest request, Surface surface) {
        return BcPath.of(request.decodedPath().substring(surface.base().length()));
    }

    private SandboxResponse guarded(java.util.function.Supplier<SandboxResponse> answer) {
        try {
            return answer.get();
        } catch (BcException e) {
            return e.response();
        } catch (FilterSyntaxException | MalformedBatchException e) {
            return BcException.badRequest(String.valueOf(e.getMessage())).response();
        }
    }

    /** Answers one request; within a transaction of its own unless a batch holds one. */
    private SandboxResponse one(Exchange exchange, Surface surface, BcPath path, @Nullable Transaction shared) {
        data.database().publishLateRows();
        if (path.size() == 0 || path.get(0).name().equals("$metadata")) {
            return path.size() == 0
                    ? ServiceDocument.of(exchange, data.model(), surface)
                    : MetadataDocument.of(data.model(), surface);
        }
        if (path.get(0).name().equals("subscriptions") && surface.isApi()) {
            notifier.start(subscriptions::tell);
            return subscriptions.answer(exchange, surface, path.get(0).key());
        }
        BcPath inCompany = inCompany(exchange.request(), surface, path);
        BcPath.Segment first = inCompany.get(0);
        EntitySet set = data.model().set(surface, first.name());
        if (set == null) {
            throw BcException.noSuchSet(first.name());
        }
        String method = exchange.request().method();
        if (method.equals("GET")) {
            return resources.read(exchange, set, inCompany);
        }
        if (shared != null) {
            return resources.write(exchange, set, inCompany, shared);
        }
        try (Transaction transaction = data.database().begin(exchange.author())) {
            SandboxResponse answer = resources.write(exchange, set, inCompany, transaction);
            transaction.commit();
            return answer;
        }
    }

    /** Checks that the request names the company and leaves what comes after it. */
    private BcPath inCompany(SandboxRequest request, Surface surface, BcPath path) {
        BcPath.Segment first = path.get(0);
        boolean segment = first.name().equals("companies") || first.name().equals("Company");
        if (segment && path.size() == 1) {
            return path;
        }
        String company = segment
                ? first.key()
                : request.options().getOrDefault("company", request.headers().getOrDefault("Company", ""));
        if (company == null || !isCompany(BcPath.unquoted(company))) {
            throw BcException.companyNotFound(company == null ? "" : company);
        }
        if (surface == Surface.PAGES && segment && first.name().equals("companies")) {
            throw BcException.noSuchSet(first.name());
        }
        return segment ? path.rest() : path;
    }

    private static boolean isCompany(String name) {
        return name.equals(DemoCompany.NAME)
                || (Literals.isGuid(name) && UUID.fromString(name).equals(COMPANY_ID));
    }

    private SandboxResponse batch(Exchange exchange, Surface surface) {
        if (!exchange.request().method().equals("POST")) {
            throw BcException.methodNotAllowed("$batch", exchange.request().method());
        }
        BcBatch batch = BcBatch.of(exchange.request());
        if (context.limits().get().throttling() && batch.parts().size() > 1) {
            Throttle.Refusal refusal = context.throttles()
                    .count(this, exchange.caller(), batch.parts().size() - 1);
            if (refusal != null) {
                return throttled(refusal);
            }
        }
        if (!"snapshot".equalsIgnoreCase(exchange.request().header("Isolation"))) {
            return run(exchange, surface, batch, null);
        }
        try (Transaction transaction = data.database().begin(exchange.author())) {
            SandboxResponse answer = run(exchange, surface, batch, transaction);
            return answer;
        }
    }

    private SandboxResponse run(Exchange exchange, Surface surface, BcBatch batch, @Nullable Transaction transaction) {
        List<BatchItem.Answer.Single> answers = new ArrayList<>();
        SandboxResponse broken = null;
        boolean failed = false;
        int records = 0;
        for (BatchItem.Part part : batch.parts()) {
            SandboxResponse answer = part(exchange, surface, part, transaction);
            failed |= !answer.succeeded();
            records += Math.max(1, answer.records());
            answers.add(new BatchItem.Answer.Single(part.id(), answer));
            if (answer.cut() != SandboxResponse.Cut.NONE) {
                broken = answer;
                break;
            }
        }
        if (transaction != null && !failed) {
            transaction.commit();
        }
        SandboxResponse whole = batch.answer(answers).withRecords(records);
        for (BatchItem.Answer.Single answer : answers) {
            whole = whole.withDelay(answer.response().delay());
        }
        return broken == null ? whole : whole.withCut(broken.cut());
    }

    private SandboxResponse part(
            Exchange exchange, Surface surface, BatchItem.Part part, @Nullable Transaction transaction) {
        Exchange inner = exchange.part(BcBatch.absolute(part.request(), surface.base()));
        return context.faults()
                .around(
                        this,
                        inner,
                        asked -> guarded(() -> {
                            Surface own = surface(asked.request());
                            BcPath path = path(asked.request(), own);
                            if (transaction == null) {
                                return one(asked, own, path, null);
                            }
                            Transaction.Savepoint before = transaction.savepoint();
                            try {
                                return one(asked, own, path, transaction);
                            } catch (BcException e) {
                                transaction.rollback(before);
                                throw e;
                            }
                        }));
    }

    @Override
    public SandboxResponse failure(int status, @Nullable Duration retryAfter) {
        SandboxResponse answer =
                switch (status) {
                    case 401 ->
                        BcException.response(
                                401,
                                "Authentication_InvalidCredentials",
                                "The server has rejected the client credentials.");
                    case 403 ->
                        BcException.response(
                                403,
                                "Authorization_RequestDenied",
                                "Sorry, the current permissions prevented the action.");
                    case 412 ->
                        BcException.response(
                                412, "Request_EntityChanged", "Another user has already changed the record.");
                    case 429 -> BcException.response(429, "TooManyRequests", "Too many requests have been made.");
                    case 500 -> BcException.response(500, "Internal_ServerError", "An internal server error occurred.");
                    case 503 ->
                        BcException.response(
                                503, "Internal_TenantUnavailable", "The service is temporarily unavailable.");
                    default -> BcException.response(status, "Unknown", "The operation has timed out.");
                };
        return retryAfter == null
                ? answer
                : answer.withHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    @Override
    public SandboxResponse throttled(Throttle.Refusal refusal) {
        int status = refusal.reason() == Throttle.Reason.CONCURRENCY ? 503 : 429;
        return failure(status, refusal.retryAfter());
    }

    @Override
    public ServiceLimits limits() {
        return LIMITS;
    }

    @Override
    public void editBetween(Exchange exchange, Map<String, Object> changes) {
        guarded(() -> {
            Surface surface = surface(exchange.request());
            BcPath path = inCompany(exchange.request(), surface, path(exchange.request(), surface));
            EntitySet set = data.model().set(surface, path.get(0).name());
            String key = path.get(0).key();
            if (set != null && key != null) {
                SandboxRequest edit = Edits.of(
                        set, exchange.request(), changes, data.database().version());
                Exchange person = new Exchange(edit, Caller.PERSON, "", exchange.baseUrl(), Duration.ZERO);
                return one(person, surface, path(edit, surface), null);
            }
            return SandboxResponse.of(204);
        });
    }

    @Override
    public void load(DemoCompany company) {
        seeds.load(company);
    }

    @Override
    public void localCurrency(String code) {
        seeds.localCurrency(code);
    }

    @Override
    public void reset() {
        data.database().clear();
        subscriptions.clear();
        data.series().reset();
        seeds.setUp();
    }

    @Override
    public Set<String> seedable() {
        return seeds.seedable();
    }

    @Override
    public void seed(String what, int count, long seed) {
        seeds.seed(what, count, seed);
    }
}
