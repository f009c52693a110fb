package io.koppel.sandbox.bc;

import io.koppel.sandbox.http.BatchItem;
import io.koppel.sandbox.http.JsonBatch;
import io.koppel.sandbox.http.MultipartBatch;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A batch taken apart and put together, in the form it came in (business-central-api.md §9). */
record BcBatch(boolean multipart, List<BatchItem.Part> parts) {
    /** More than the service takes. */
    static final int MAX_PARTS = 100;

    static BcBatch of(SandboxRequest request) {
        String type = request.headers().getOrDefault("Content-Type", "");
        boolean multipart = type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        List<BatchItem.Part> parts = new ArrayList<>();
        if (multipart) {
            for (BatchItem item : MultipartBatch.parse(type, request.body())) {
                if (item instanceof BatchItem.Part part) {
                    parts.add(part);
                } else if (item instanceof BatchItem.ChangeSet set) {
                    parts.addAll(set.parts());
                }
            }
        } else {
            parts.addAll(JsonBatch.parse(request.body()));
        }
        if (parts.size() > MAX_PARTS) {
            throw BcException.badRequest(
                    "The batch has " + parts.size() + " operations, more than the maximum of " + MAX_PARTS + ".");
        }
        return new BcBatch(multipart, List.copyOf(parts));
    }

    /** The one answer to all parts; its status is 200 whatever theirs are. */
    SandboxResponse answer(List<BatchItem.Answer.Single> answers) {
        if (!multipart) {
            return SandboxResponse.json(200, JsonBatch.write(answers));
        }
        String boundary = "batchresponse_" + UUID.randomUUID();
        return SandboxResponse.of(200)
                .withBody(MultipartBatch.contentType(boundary), MultipartBatch.write(boundary, List.copyOf(answers)));
    }

    /** The part's request with an absolute path, which may have been given relative to the base. */
    static SandboxRequest absolute(SandboxRequest part, String base) {
        String path = part.path();
        int scheme = path.indexOf("://");
        if (scheme >= 0) {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        } else if (!path.startsWith("/v2.0/")) {
            path = base + (path.startsWith("/") ? path : "/" + path);
        }
        return new SandboxRequest(part.method(), path, part.query(), part.headers(), part.body());
    }
}
