package io.koppel.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request, from a socket, from a test's memory, or a part of a batch.
 *
 * @param path as sent, still percent-encoded, without the query
 * @param query as sent, without the question mark, or ""
 * @param headers by name, any case
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared and never changed
public record SandboxRequest(String method, String path, String query, TreeMap<String, String> headers, byte[] body) {
    /** A request of a method and a target like {@code /path?query}. */
    public static SandboxRequest of(String method, String target, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return new SandboxRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                sorted,
                body);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Whether a {@code Prefer} header holds the preference. */
    public @Nullable String preference(String name) {
        String prefer = headers.getOrDefault("Prefer", "");
        for (String part : prefer.split(",")) {
            String one = part.strip();
            if (one.equals(name)) {
                return "";
            }
            if (one.startsWith(name + "=")) {
                return one.substring(name.length() + 1).replace("\"", "");
            }
        }
        return null;
    }

    /** The path, decoded. */
    public String decodedPath() {
        return decode(path.replace("+", "%2B"));
    }

    /** The query options, decoded, in their order; the last wins. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                options.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            } else if (!part.isEmpty()) {
                options.put(decode(part), "");
            }
        }
        return options;
    }

    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
