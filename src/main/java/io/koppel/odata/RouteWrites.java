package io.koppel.odata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single writes as routes ask for them: from the body and the headers of an exchange to what it answers. */
final class RouteWrites {
    private RouteWrites() {}

    /**
     * Writes once.
     *
     * @param headers of the exchange; {@code If-Match} and {@code If-None-Match} guard the write
     * @param data a map, JSON text or a stream of it
     * @throws ServiceException if the service refuses
     * @throws LostAnswerException if nobody knows what became of it
     * @throws IOException if the stream cannot be read or the text is no JSON
     */
    static WriteResult.Written write(
            ODataService calling,
            WriteOperation.Kind kind,
            String path,
            @Nullable Map<String, String> headers,
            Object data)
            throws IOException {
        Map<String, String> guards = lowerCase(headers);
        boolean createOnly = kind == WriteOperation.Kind.UPDATE && guards.containsKey("if-none-match");
        WriteResult result = calling.write(new WriteOperation(
                createOnly ? WriteOperation.Kind.UPSERT : kind,
                path,
                columns(data),
                guards.get("if-match"),
                guards.get("if-none-match")));
        if (result instanceof WriteResult.Written written) {
            return written;
        }
        if (result instanceof WriteResult.Refused refused) {
            throw new ServiceException(calling.name(), kind + " " + path, refused.error());
        }
        throw new LostAnswerException(calling.name(), ((WriteResult.Unknown) result).reason());
    }

    private static Map<String, @Nullable Object> columns(Object data) throws IOException {
        if (data instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            map.forEach((name, value) -> columns.put(String.valueOf(name), value));
            return columns;
        }
        if (data instanceof String json) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            return JsonRows.object(bytes, 0, bytes.length);
        }
        if (data instanceof InputStream stream) {
            return columns(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
        throw new IllegalArgumentException(
                "expected a map or JSON text as body, found " + data.getClass().getName());
    }

    private static Map<String, String> lowerCase(@Nullable Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        if (headers != null) {
            headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        }
        return lower;
    }
}
