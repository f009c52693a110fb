package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Caller;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.SandboxService;
import io.koppel.sandbox.http.ServiceLimits;
import io.koppel.sandbox.http.Throttle;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stand-in of Business Central (business-central-api.md). */
public final class BusinessCentralService implements SandboxService {
    /** The SystemId of company CRONUS. */
    public static final UUID COMPANY_ID = UUID.fromString("c0000000-0000-4000-8000-00000000c0de");

    private static final ServiceLimits LIMITS = new ServiceLimits(6000, Duration.ofMinutes(5), Duration.ZERO, 5, 95);

    private final BcData data;
    private final BcSeeds seeds;
    private final Subscriptions subscriptions;
    private final BcRequests requests;
    private final BcBatchRunner batches;

    public BusinessCentralService(SandboxContext context) {
        data = new BcData(context);
        seeds = new BcSeeds(data);
        seeds.setUp();
        Notifier notifier = new Notifier();
        subscriptions = new Subscriptions(context, data.model(), notifier);
        context.journal().listen(subscriptions::changed);
        requests = new BcRequests(data, subscriptions, notifier);
        batches = new BcBatchRunner(this, context, data, requests);
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
        return BcRequests.guarded(() -> {
            Surface surface = BcRequests.surface(exchange.request());
            BcPath path = BcRequests.path(exchange.request(), surface);
            if (path.size() == 1 && path.get(0).name().equals("$batch")) {
                return batches.run(exchange, surface);
            }
            return requests.answer(exchange, surface, path, null);
        });
    }

    @Override
    public SandboxResponse failure(int status, @Nullable Duration retryAfter) {
        return BcFailures.of(status, retryAfter);
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
        BcRequests.guarded(() -> {
            Surface surface = BcRequests.surface(exchange.request());
            BcPath path =
                    BcRequests.inCompany(exchange.request(), surface, BcRequests.path(exchange.request(), surface));
            EntitySet set = data.model().set(surface, path.get(0).name());
            String key = path.get(0).key();
            if (set != null && key != null) {
                SandboxRequest edit = Edits.of(
                        set, exchange.request(), changes, data.database().version());
                Exchange person = new Exchange(edit, Caller.PERSON, "", exchange.baseUrl(), Duration.ZERO);
                return requests.answer(person, surface, BcRequests.path(edit, surface), null);
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
