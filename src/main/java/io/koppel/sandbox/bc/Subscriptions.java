package io.koppel.sandbox.bc;

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
    private static final int MOST_ROWS = 1000;

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

    /** @param version counts renewals; its ETag */
    private record Subscription(
            String id, String url, String resource, String set, String clientState, Instant expires, int version) {
        String etag() {
            return "W/\"" + version + "\"";
        }
    }

    private record Change(String subscription, UUID row) {}

    private record Told(String type, Instant changed, Instant due) {}

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
        byId.values().forEach(subscription -> write(out, subscription));
        return SandboxResponse.json(200, out.endArray().endObject());
    }

    private static SandboxResponse one(Subscription subscription, int status) {
        JsonOut out = new JsonOut();
        write(out, subscription);
        return SandboxResponse.json(status, out).withHeader("ETag", subscription.etag());
    }

    private static void write(JsonOut out, Subscription subscription) {
        out.beginObject().name("@odata.etag").string(subscription.etag());
        out.name("subscriptionId").string(subscription.id());
        out.name("notificationUrl").string(subscription.url());
        out.name("resource").string(subscription.resource());
        out.name("clientState").string(subscription.clientState());
        out.name("expirationDateTime")
                .time(subscription.expires().toEpochMilli(), false)
                .endObject();
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
                                type(entry.operation(), before),
                                now(),
                                before == null ? now().plus(DELAY) : before.due()));
            }
        }
    }

    private static String type(String operation, @Nullable Told before) {
        return switch (operation) {
            case "create" -> "created";
            case "delete" -> "deleted";
            default -> before == null ? "updated" : before.type();
        };
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
                        notifier.post(subscription.url(), body(subscription, changes, told)));
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

    private static byte[] body(Subscription subscription, List<Change> changes, Map<Change, Told> told) {
        JsonOut out = new JsonOut().beginObject().name("value").beginArray();
        if (changes.size() > MOST_ROWS) {
            Instant first = changes.stream()
                    .map(told::get)
                    .filter(java.util.Objects::nonNull)
                    .map(Told::changed)
                    .min(Instant::compareTo)
                    .orElse(Instant.EPOCH);
            line(
                    out,
                    subscription,
                    subscription.resource() + "?$filter=lastModifiedDateTime ge " + first,
                    "collection",
                    first);
        } else {
            for (Change change : changes) {
                Told what = told.get(change);
                if (what != null) {
                    line(
                            out,
                            subscription,
                            subscription.resource().replaceFirst("^/", "") + "(" + change.row() + ")",
                            what.type(),
                            what.changed());
                }
            }
        }
        return out.endArray().endObject().toBytes();
    }

    private static void line(JsonOut out, Subscription subscription, String resource, String type, Instant changed) {
        out.beginObject().name("subscriptionId").string(subscription.id());
        out.name("clientState").string(subscription.clientState());
        out.name("expirationDateTime").time(subscription.expires().toEpochMilli(), false);
        out.name("resource").string(resource).name("changeType").string(type);
        out.name("lastModifiedDateTime").time(changed.toEpochMilli(), true).endObject();
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
