package io.koppel.odata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The batch form of Business Central (business-central-api.md §9). */
final class JsonBatch {
    private JsonBatch() {}

    /** The body of a batch; part n has the id n, from 0. */
    static byte[] write(List<PartRequest> parts) {
        return JsonBody.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("requests");
            for (int at = 0; at < parts.size(); at++) {
                PartRequest part = parts.get(at);
                json.writeStartObject();
                json.writeStringField("id", Integer.toString(at));
                json.writeStringField("method", part.method());
                json.writeStringField("url", part.url());
                json.writeObjectFieldStart("headers");
                for (Map.Entry<String, String> header : part.headers().entrySet()) {
                    json.writeStringField(header.getKey(), header.getValue());
                }
                json.writeEndObject();
                if (part.body().length > 0) {
                    json.writeFieldName("body");
                    json.writeRawValue(new String(part.body(), StandardCharsets.UTF_8));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /**
     * Reads the answers as far as they are complete: what came whole before the body broke off is an answer.
     *
     * @return one element per part, null where no answer came
     */
    static List<@Nullable Answer> read(HttpResponseValue response, int parts) {
        List<@Nullable Answer> answers = new ArrayList<>();
        for (int at = 0; at < parts; at++) {
            answers.add(null);
        }
        try (JsonParser parser = JsonRows.parser(response)) {
            JsonRows.expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean responses = parser.currentName().equals("responses");
                if (parser.nextToken() == JsonToken.START_ARRAY && responses) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readOne(parser, answers);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException brokenOff) {
            return answers;
        }
        return answers;
    }

    private static void readOne(JsonParser parser, List<@Nullable Answer> answers) throws IOException {
        Map<String, @Nullable Object> answer = JsonRows.object(parser);
        int at = position(answer.get("id"), answers.size());
        if (at >= 0 && answer.get("status") instanceof Long status) {
            answers.set(
                    at,
                    new Answer(
                            status.intValue(),
                            headers(answer.get("headers")),
                            body(answer.get("body")),
                            text(answer.get("body"))));
        }
    }

    private static int position(@Nullable Object id, int parts) {
        try {
            int at = Integer.parseInt(String.valueOf(id));
            return at >= 0 && at < parts ? at : -1;
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }

    private static Map<String, String> headers(@Nullable Object sent) {
        Map<String, String> headers = new HashMap<>();
        if (sent instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> headers.put(String.valueOf(name).toLowerCase(Locale.ROOT), String.valueOf(value)));
        }
        return headers;
    }

    @SuppressWarnings("unchecked") // what JsonRows reads as an object has text as keys
    private static @Nullable Map<String, @Nullable Object> body(@Nullable Object body) {
        if (body == null) {
            return Map.of();
        }
        return body instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
    }

    private static String text(@Nullable Object body) {
        return body instanceof String text ? Answer.plain(text) : "";
    }
}
