package io.koppel.sandbox.bc;

import io.koppel.sandbox.bc.Notice.Change;
import io.koppel.sandbox.bc.Notice.Told;
import io.koppel.sandbox.core.JournalEntry;
import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.core.Side;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.Json;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhook subscriptions and what is due to be told to them (business-central-api.md §10). */
final class Subscriptions {
    private static final Duration LIFE = Duration.ofDays(3);
    private static final Duration DELAY = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int MOST = 200;

    /** The sets of API v2.0 that can be subscribed to; of a custom API, every page can. */
    private static final Set<String> STANDARD = Set.of(
            "currencies",
            "customers",
            "items",
            "paymentTerms",
            "salesInvoices",
            "salesOrders",
            "salesQuotes",
            "shipmentMethods",
            "unitsOfMeasure",
            "companyInformation");

    private final SandboxContext context;
    private final Model model;
    private final Notifier notifier;
    private final Map<String, Subscription> byId = new TreeMap<>();
    private final Map<Change, Told> due = new LinkedHashMap<>();

    Subscriptions(SandboxContext context, Model model, Notifier notifier) {
        this.context = context;
        this.model = model;
        this.notifier = notifier;
    }

    /** Answers a request on {@code subscriptions}. */
    SandboxResponse answer(Exchange exchange, Surface surface, @Nullable String key) {
        return switch (exchange.request().method()) {
            case "GET" -> key == null ? list() : one(find(key), 200);
            case "POST" -> create(exchange, surface);
            case "PATCH" -> renew(exchange, find(key));
            case "DELETE" -> delete(exchange, find(key));
            default ->
                throw BcException.methodNotAllowed(
                        "subscriptions", exchange.request().method());
        };
    }

    private synchronized Subscription find(@Nullable String key) {
        dropExpired();
        Subscription found = key == null ? null : byId.get(BcPath.unquoted(key));
        if (found == null) {
            throw BcException.notFound();
        }
        return found;
    }

    private SandboxResponse create(Exchange exchange, Surface surface) {
        Map<String, @Nullable Object> body = Json.object(exchange.request().body());
        String url = text(body, "notificationUrl");
        String resource = text(body, "resource");
        String state = body.get("clientState") instanceof String given ? given : "";
        URI address = URI.create(url);
        boolean loopback = Set.of("127.0.0.1", "localhost").contains(String.valueOf(address.getHost()));
        if (!"https".equals(address.getScheme()) && !loopback) {
            throw BcException.badRequest("The notificationUrl must use https.");
        }
        if (state.length() > 2048) {
            throw BcException.badRequest("The clientState must not be longer than 2048 characters.");
        }
        String set = set(surface, resource);
        synchronized (this) {
            dropExpired();
            if (byId.size() >= MOST) {
                throw BcException.badRequest("There are " + MOST + " subscriptions already.");
            }
        }
        shakeHands(url);
        Subscription made = new Subscription(
                UUID.randomUUID().toString().replace("-", ""), url, resource, set, state, now().plus(LIFE), 1);
        synchronized (this) {
            byId.put(made.id(), made);
        }
        return one(made, 201);
    }

    private String set(Surface surface, String resource) {
        String path = "/" + resource.replaceFirst("^/", "");
        String base = surface.base().substring(surface.base().indexOf("/api/"));
        BcPath parts = path.startsWith(base + "/") ? BcPath.of(path.substring(base.length())) : null;
        String set = parts != null && parts.size() == 2 ? parts.get(1).name() : "";
        boolean known = !set.isEmpty()
                && model.set(surface, set) != null
                && (surface != Surface.V2_0 || STANDARD.contains(set));
        if (!known) {
            throw BcException.badRequest(
                    "The resource '" + resource + "' does not support webhook notifications; expected " + base
                            + "/companies(id)/ and a set that does.");
        }
        return set;
    }

    private SandboxResponse renew(Exchange exchange, Subscription old) {
        check(exchange, old);
        shakeHands(old.url());
        Subscription renewed = new Subscription(
                old.id(), old.url(), old.resource(), old.set(), old.clientState(), now().plus(LIFE), old.version() + 1);
        synchronized (this) {
            byId.put(old.id(), renewed);
        }
        return one(renewed, 200);
    }

    private SandboxResponse delete(Exchange exchange, Subscription old) {
        check(exchange, old);
        synchronized (this) {
            byId.remove(old.id());
        }
        return SandboxResponse.of(204);
    }

    private static void check(Exchange exchange, Subscription subscription) {
        String ifMatch = exchange.request().header("If-Match");
        if (ifMatch == null) {
            throw BcException.badRequest("If-Match must hold the subscription's ETag or *.");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals(subscription.etag())) {
            throw new BcException(409, "Request_EntityChanged", "Another user has already changed the record.");
        }
    }

    private void shakeHands(String url) {
        if (!notifier.shakeHands(url)) {
            throw BcException.badRequest(
                    "The notificationUrl '" + url + "' did not answer the validation token with 200 and the token.");
        }
    }

    private synchronized SandboxResponse list() {
        dropExpired();
        JsonOut out = new JsonOut().beginObject().name("value").beginArray();
        byId.values().forEach(subscription -> subscription.write(out));
        return SandboxResponse.json(200, out.endArray().endObject());
    }

    private static SandboxResponse one(Subscription subscription, int status) {
        JsonOut out = new JsonOut();
        subscription.write(out);
        return SandboxResponse.json(status, out).withHeader("ETag", subscription.etag());
    }

    /** Takes note of a change; it is told half a minute after the first change of its row. */
    synchronized void changed(JournalEntry entry) {
        if (entry.service() != Side.BUSINESS_CENTRAL) {
            return;
        }
        for (Subscription subscription : byId.values()) {
            if (subscription.set().equals(entry.entitySet())) {
                Change change = new Change(subscription.id(), entry.id());
                Told before = due.get(change);
                due.put(
                        change,
                        new Told(
                                Notice.type(entry.operation(), before),
                                now(),
                                before == null ? now().plus(DELAY) : before.due()));
            }
        }
    }

    /** Tells what is due. Called by the notifier's timer; telling happens outside the lock. */
    void tell() {
        Map<String, List<Change>> ready = new LinkedHashMap<>();
        Map<Change, Told> told = new LinkedHashMap<>();
        Map<String, Subscription> asked = new LinkedHashMap<>();
        synchronized (this) {
            dropExpired();
            for (Map.Entry<Change, Told> each : List.copyOf(due.entrySet())) {
                Subscription subscription = byId.get(each.getKey().subscription());
                if (subscription == null) {
                    due.remove(each.getKey());
                } else if (!each.getValue().due().isAfter(now())) {
                    due.remove(each.getKey());
                    told.put(each.getKey(), each.getValue());
                    asked.put(subscription.id(), subscription);
                    ready.computeIfAbsent(subscription.id(), id -> new ArrayList<>())
                            .add(each.getKey());
                }
            }
        }
        ready.forEach((id, changes) -> {
            Subscription subscription = asked.get(id);
            if (subscription != null) {
                after(
                        subscription,
                        changes,
                        told,
                        notifier.post(subscription.url(), Notice.body(subscription, changes, told)));
            }
        });
    }

    /** 200 is well; a few statuses are tried again; any other one ends the subscription. */
    private synchronized void after(
            Subscription subscription, List<Change> changes, Map<Change, Told> told, int status) {
        if (status == 200) {
            return;
        }
        if (status == 0 || status == 408 || status == 429 || status >= 500) {
            changes.forEach(change -> {
                Told again = told.get(change);
                if (again != null) {
                    due.putIfAbsent(change, new Told(again.type(), again.changed(), now().plus(RETRY)));
                }
            });
        } else {
            byId.remove(subscription.id());
        }
    }

    synchronized void clear() {
        byId.clear();
        due.clear();
    }

    private synchronized void dropExpired() {
        byId.values().removeIf(subscription -> !subscription.expires().isAfter(now()));
    }

    private Instant now() {
        return context.clock().now(Side.BUSINESS_CENTRAL);
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        if (body.get(name) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw BcException.badRequest("The property '" + name + "' must have a value.");
    }
}
