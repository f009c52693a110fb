package io.koppel.job;

import io.koppel.job.WebhookSubscriptions.Stored;
import io.koppel.mapping.AlsoWhen;
import io.koppel.mapping.BusinessCentralEnd.Api;
import io.koppel.mapping.Direction;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.ServiceException;
import io.koppel.odata.Surface;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Business Central tell when a mapped table changes, so that sleeping jobs wake at once (business-central-api.md §10). Only
 * a wake-up: what changed is read by the job. A notification that is lost is covered by {@link WakePoll}.
 */
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    /** Subscriptions live three days; a day before their end there is time for many tries. */
    private static final Duration RENEW_BEFORE = Duration.ofDays(1);

    /** Where Business Central calls, below the address it is told. */
    public static final String PATH = "/webhooks/business-central";

    private final Engine engine;
    private final JobQueue queue;
    private final String address;
    private final WebhookSubscriptions subscriptions;

    /** @param publicUrl address under which Business Central reaches this process */
    public Webhooks(Engine engine, JobQueue queue, String publicUrl) {
        this.engine = engine;
        this.queue = queue;
        this.address = publicUrl.replaceFirst("/+$", "") + PATH;
        this.subscriptions =
                new WebhookSubscriptions(engine.database(), engine.company().name());
    }

    /** What wakes nobody: a deletion is met when the partner changes, or by the search for deleted records (sync-semantics.md §8). */
    private static final String DELETED = "deleted";

    /** One line of a notification. @param changeType created, updated, deleted or collection */
    public record Notification(String subscriptionId, String clientState, String changeType) {}

    /** Subscribes to what is not subscribed to, renews what ends soon, and drops what is not needed; called by a timer. */
    public void tend() {
        Map<String, String> wanted = wanted();
        Map<String, Stored> stored = new HashMap<>();
        subscriptions.all().forEach(each -> stored.put(each.resource(), each));
        Instant now = engine.clock().instant();
        wanted.forEach((resource, surface) -> {
            try {
                Stored old = stored.get(resource);
                if (old == null
                        || !old.address().equals(address)
                        || !old.expires().isAfter(now)) {
                    subscribe(resource, surface);
                } else if (!old.expires().isAfter(now.plus(RENEW_BEFORE)) || !exists(surface, old)) {
                    renew(old, surface);
                }
            } catch (ServiceException e) {
                LOG.warn(
                        "no notifications for {}: {}; its job looks by itself every now and then",
                        resource,
                        e.getMessage());
            }
        });
        Set<String> gone = new java.util.HashSet<>(stored.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(subscriptions::delete);
    }

    /** Resources of the tables that jobs send to Dataverse, with the surface each lies on. */
    private Map<String, String> wanted() {
        Map<String, String> resources = new LinkedHashMap<>();
        for (JobQueue.Standing standing : queue.all()) {
            String id = standing.job().mapping();
            TableMapping mapping = id == null ? null : engine.mappings().apply(id);
            if (mapping != null && mapping.enabled() && mapping.passes().contains(Direction.TO_DATAVERSE)) {
                Api api = mapping.businessCentral().api();
                // Published pages do not notify; other extensions' APIs lie elsewhere, and their jobs look for
                // themselves.
                if (api.equals(Api.COMPANION) || api.equals(Api.V2)) {
                    sets(mapping)
                            .forEach(set -> resources.put(resource(mapping, set), api.key() + Surface.ABOVE_COMPANY));
                }
            }
        }
        return resources;
    }

    /** The mapped set, and those whose changes count as its own: an order's lines, a currency's rates. */
    private static List<String> sets(TableMapping mapping) {
        return Stream.concat(
                        Stream.of(mapping.businessCentral().entitySet()),
                        mapping.alsoWhen().stream().map(AlsoWhen::entitySet))
                .distinct()
                .toList();
    }

    private String resource(TableMapping mapping, String set) {
        String api = mapping.businessCentral().api().equals(Api.COMPANION) ? "koppel/sync/v1.0" : "v2.0";
        return "/api/" + api + "/companies(" + engine.company().id() + ")/" + set;
    }

    private ODataService service() {
        return engine.services().businessCentral();
    }

    private void subscribe(String resource, String surface) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        WriteResult result = service()
                .write(WriteOperation.create(
                        surface + "/subscriptions",
                        Map.of("notificationUrl", address, "resource", resource, "clientState", secret)));
        take(resource, secret, result);
    }

    private void renew(Stored old, String surface) {
        String path = surface + "/subscriptions('" + old.id() + "')";
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("notificationUrl", address);
        WriteResult result = service().write(WriteOperation.update(path, body, "*"));
        if (result instanceof WriteResult.Refused refused && refused.error().kind() == ErrorClass.GONE) {
            subscribe(old.resource(), surface);
        } else {
            take(old.resource(), old.secret(), result);
        }
    }

    private boolean exists(String surface, Stored stored) {
        return service()
                .readOne(surface + "/subscriptions('" + stored.id() + "')", Map.of())
                .isPresent();
    }

    private void take(String resource, String secret, WriteResult result) {
        Row row = result instanceof WriteResult.Written written ? written.row() : null;
        String id = row == null ? null : row.text("subscriptionId");
        String expires = row == null ? null : row.text("expirationDateTime");
        if (id == null || expires == null) {
            String why = result instanceof WriteResult.Refused refused
                    ? refused.error().describe()
                    : "no answer came";
            LOG.warn("no notifications for {}: {}; its job looks by itself every now and then", resource, why);
            return;
        }
        subscriptions.put(new Stored(resource, id, address, secret, Instant.parse(expires)));
    }

    /**
     * Wakes the jobs of the tables that notifications are about. What does not carry the secret of its subscription is
     * passed over.
     *
     * @return the jobs that were woken
     */
    public List<String> notified(List<Notification> notifications) {
        Set<String> resources = new java.util.HashSet<>();
        for (Stored stored : subscriptions.all()) {
            for (Notification each : notifications) {
                if (!each.changeType().equals(DELETED)
                        && stored.id().equals(each.subscriptionId())
                        && same(stored.secret(), each.clientState())) {
                    resources.add(stored.resource());
                }
            }
        }
        if (resources.isEmpty()) {
            return List.of();
        }
        return queue.wake(job -> {
            String id = job.mapping();
            TableMapping mapping = id == null ? null : engine.mappings().apply(id);
            return mapping != null
                    && mapping.passes().contains(Direction.TO_DATAVERSE)
                    && sets(mapping).stream().anyMatch(set -> resources.contains(resource(mapping, set)));
        });
    }

    private static boolean same(String secret, String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
