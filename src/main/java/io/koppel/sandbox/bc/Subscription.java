package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import java.time.Instant;

/**
 * One webhook subscription (business-central-api.md §10).
 *
 * @param version counts renewals; its ETag
 */
record Subscription(
        String id, String url, String resource, String set, String clientState, Instant expires, int version) {
    String etag() {
        return "W/\"" + version + "\"";
    }

    void write(JsonOut out) {
        out.beginObject().name("@odata.etag").string(etag());
        out.name("subscriptionId").string(id);
        out.name("notificationUrl").string(url);
        out.name("resource").string(resource);
        out.name("clientState").string(clientState);
        out.name("expirationDateTime").time(expires.toEpochMilli(), false).endObject();
    }
}
