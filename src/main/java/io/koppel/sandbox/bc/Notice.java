package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a subscriber is sent: a line for each changed row, or one for the set where there are many (business-central-api.md §10). */
final class Notice {
    private static final int MOST_ROWS = 1000;

    private Notice() {}

    /** A row that a subscription is to be told of. */
    record Change(String subscription, UUID row) {}

    /** What is told of it, and when. */
    record Told(String type, Instant changed, Instant due) {}

    static String type(String operation, @Nullable Told before) {
        return switch (operation) {
            case "create" -> "created";
            case "delete" -> "deleted";
            default -> before == null ? "updated" : before.type();
        };
    }

    static byte[] body(Subscription subscription, List<Change> changes, Map<Change, Told> told) {
        JsonOut out = new JsonOut().beginObject().name("value").beginArray();
        if (changes.size() > MOST_ROWS) {
            Instant first = changes.stream()
                    .map(told::get)
                    .filter(Objects::nonNull)
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
}
