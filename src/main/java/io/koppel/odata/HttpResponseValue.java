package io.koppel.odata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer from the wire.
 *
 * @param headers by lower-case name
 * @param body as transferred, perhaps compressed
 */
@SuppressWarnings("ArrayRecordComponent") // a value on its way from the wire, never compared
public record HttpResponseValue(int status, Map<String, String> headers, byte[] body) {
    /** The header of that lower-case name. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The media type without parameters, in lower case; empty when the answer names none. */
    public String mediaType() {
        String type = headers.getOrDefault("content-type", "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The body, decompressed.
     *
     * @throws IOException when it claims to be compressed and is not
     */
    public InputStream content() throws IOException {
        InputStream raw = new ByteArrayInputStream(body);
        return compressed() ? new GZIPInputStream(raw, 16 * 1024) : raw;
    }

    /** True when the body is compressed. */
    public boolean compressed() {
        return "gzip".equalsIgnoreCase(headers.getOrDefault("content-encoding", ""));
    }
}
