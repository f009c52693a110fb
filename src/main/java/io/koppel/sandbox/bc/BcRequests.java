package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Transaction;
import io.koppel.sandbox.demo.DemoCompany;
import io.koppel.sandbox.filter.FilterSyntaxException;
import io.koppel.sandbox.filter.Literals;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.MalformedBatchException;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers single requests and single parts of a batch: what an address means, and who answers it (business-central-api.md §2). */
final class BcRequests {
    private final BcData data;
    private final BcResources resources;
    private final Subscriptions subscriptions;
    private final Notifier notifier;

    BcRequests(BcData data, Subscriptions subscriptions, Notifier notifier) {
        this.data = data;
        this.resources = new BcResources(data);
        this.subscriptions = subscriptions;
        this.notifier = notifier;
    }

    /** @throws BcException if there is no such surface */
    static Surface surface(SandboxRequest request) {
        Surface surface = Surface.of(request.path());
        if (surface == null) {
            throw BcException.noSuchSet(request.path());
        }
        return surface;
    }

    /** What an address names behind its surface. */
    static BcPath path(SandboxRequest request, Surface surface) {
        return BcPath.of(request.decodedPath().substring(surface.base().length()));
    }

    /** What is wrong with a request is an answer, too. */
    static SandboxResponse guarded(Supplier<SandboxResponse> answer) {
        try {
            return answer.get();
        } catch (BcException e) {
            return e.response();
        } catch (FilterSyntaxException | MalformedBatchException e) {
            return BcException.badRequest(String.valueOf(e.getMessage())).response();
        }
    }

    /** Answers one request; within a transaction of its own unless a batch holds one. */
    SandboxResponse answer(Exchange exchange, Surface surface, BcPath path, @Nullable Transaction shared) {
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
    static BcPath inCompany(SandboxRequest request, Surface surface, BcPath path) {
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
                || (Literals.isGuid(name) && UUID.fromString(name).equals(BusinessCentralService.COMPANY_ID));
    }
}
