package io.koppel.odata;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request on the wire.
 *
 * @param headers by name, one value each; {@code Authorization} among them, so this never prints them
 * @param body empty for none
 * @param timeout how long the whole answer may take
 */
@SuppressWarnings("ArrayRecordComponent") // a value on its way to the wire, never compared
public record HttpRequestValue(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
