package io.koppel.odata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer, of a request of its own or of a part of a batch, with its body read.
 *
 * @param headers by lower-case name
 * @param body null when it is not a complete JSON object
 * @param text the start of a body that is no JSON, for the error message
 */
record Answer(int status, Map<String, String> headers, @Nullable Map<String, @Nullable Object> body, String text) {
    private static final int SHOWN = 300;

    /** Reads the answer of a request of its own. */
    static Answer of(HttpResponseValue response) {
        try {
            return new Answer(response.status(), response.headers(), JsonRows.object(response), "");
        } catch (IOException notJson) {
            return new Answer(response.status(), response.headers(), null, start(response));
        }
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    private static String start(HttpResponseValue response) {
        try {
            String text = new String(response.content().readNBytes(4 * SHOWN), StandardCharsets.UTF_8);
            return response.mediaType() + " " + plain(text);
        } catch (IOException broken) {
            return response.mediaType();
        }
    }

    /** Markup off, white space joined, shortened: what a person can read in one line. */
    static String plain(String text) {
        String joined = text.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .trim();
        return joined.length() <= SHOWN ? joined : joined.substring(0, SHOWN) + "…";
    }
}
