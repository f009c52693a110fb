package io.koppel.sandbox.http;

import io.koppel.sandbox.core.JsonOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of a batch (business-central-api.md §9). */
public final class JsonBatch {
    private JsonBatch() {}

    /**
     * Takes a batch apart.
     *
     * @throws MalformedBatchException when it is not as it must be
     */
    public static List<BatchItem.Part> parse(byte[] body) {
        Object requests = Json.object(body).get("requests");
        if (!(requests instanceof List<?> list)) {
            throw new MalformedBatchException("A batch must have a list 'requests'");
        }
        List<BatchItem.Part> parts = new ArrayList<>();
        for (Object request : list) {
            if (!(request instanceof Map<?, ?> map)) {
                throw new MalformedBatchException("Each of 'requests' must be an object");
            }
            parts.add(part(map));
        }
        return parts;
    }

    private static BatchItem.Part part(Map<?, ?> request) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (request.get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        Object body = request.get("body");
        byte[] bytes = body == null ? new byte[0] : new JsonOut().value(body).toBytes();
        return new BatchItem.Part(
                text(request.get("id"), "id"),
                SandboxRequest.of(
                        text(request.get("method"), "method"), text(request.get("url"), "url"), headers, bytes));
    }

    private static String text(@Nullable Object value, String name) {
        if (value == null) {
            throw new MalformedBatchException("Each of 'requests' must have '" + name + "'");
        }
        return value.toString();
    }

    /** Puts answers together. */
    public static byte[] write(List<BatchItem.Answer.Single> answers) {
        JsonOut out = new JsonOut(4096);
        out.beginObject().name("responses").beginArray();
        for (BatchItem.Answer.Single answer : answers) {
            SandboxResponse response = answer.response();
            out.beginObject().name("id").string(answer.id()).name("status").number(response.status());
            out.name("headers").beginObject();
            response.headers().forEach((name, value) -> out.name(name.toLowerCase(java.util.Locale.ROOT))
                    .string(value));
            out.endObject();
            byte[] body = response.body();
            if (body.length > 0) {
                boolean json =
                        response.headers().getOrDefault("Content-Type", "").startsWith("application/json");
                out.name("body");
                if (json) {
                    out.literal(body, 0, body.length);
                } else {
                    out.string(response.bodyText());
                }
            }
            out.endObject();
        }
        return out.endArray().endObject().toBytes();
    }
}
