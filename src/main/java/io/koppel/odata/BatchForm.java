package io.koppel.odata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The form in which a service takes batches: JSON for Business Central, multipart for Dataverse. */
interface BatchForm {
    /** The request that carries the parts. */
    OutgoingRequest request(List<PartRequest> parts, Surface surface, boolean allOrNothing);

    /** The answers, one element per part; null where none came; null as a whole when the body is no batch answer. */
    @Nullable
    List<@Nullable Answer> answers(HttpResponseValue response, int parts, boolean allOrNothing);

    /** The form of that service. */
    static BatchForm of(ServiceKind kind) {
        return kind == ServiceKind.BUSINESS_CENTRAL ? new Json() : new Multipart();
    }

    /** business-central-api.md §9. */
    final class Json implements BatchForm {
        @Override
        public OutgoingRequest request(List<PartRequest> parts, Surface surface, boolean allOrNothing) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            if (allOrNothing) {
                headers.put("Isolation", "snapshot");
            } else {
                // The sheet marks "others continue by default" as unverified; OData 4.01 stops unless asked.
                headers.put("Prefer", "odata.continue-on-error");
            }
            return new OutgoingRequest(
                    "POST", surface.batchUri().resolve("$batch"), headers, JsonBatch.write(parts), parts.size());
        }

        @Override
        public @Nullable List<@Nullable Answer> answers(HttpResponseValue response, int parts, boolean allOrNothing) {
            boolean batch = response.status() == 200 && response.mediaType().equals("application/json");
            return batch ? JsonBatch.read(response, parts) : null;
        }
    }

    /** dataverse-web-api.md §8.1. */
    final class Multipart implements BatchForm {
        @Override
        public OutgoingRequest request(List<PartRequest> parts, Surface surface, boolean allOrNothing) {
            String boundary = "batch_" + UUID.randomUUID();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "multipart/mixed; boundary=" + boundary);
            if (!allOrNothing) {
                headers.put("Prefer", "odata.continue-on-error");
            }
            byte[] body = MultipartBatchWriter.write(parts, surface.batchUri().getRawPath(), allOrNothing, boundary);
            return new OutgoingRequest("POST", surface.batchUri().resolve("$batch"), headers, body, parts.size());
        }

        @Override
        public @Nullable List<@Nullable Answer> answers(HttpResponseValue response, int parts, boolean allOrNothing) {
            if (!response.mediaType().startsWith("multipart/")) {
                return null;
            }
            try (var content = response.content()) {
                List<MultipartReader.Part> found = MultipartReader.read(
                        content.readAllBytes(), response.headers().getOrDefault("content-type", ""));
                return allOrNothing ? ChangeSets.ofOne(found, parts) : ChangeSets.inOrder(found, parts);
            } catch (java.io.IOException broken) {
                return ChangeSets.inOrder(List.of(), parts);
            }
        }
    }
}
