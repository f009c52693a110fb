package io.koppel.odata;

import java.net.URI;
import java.util.Map;

/**
 * A request before token, id and standing headers are put on.
 *
 * @param headers headers of this request alone
 * @param units what the service counts it as: the parts of a batch, else 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OutgoingRequest(String method, URI uri, Map<String, String> headers, byte[] body, int units) {
    private static final byte[] NONE = new byte[0];

    static OutgoingRequest get(URI uri, Map<String, String> headers) {
        return new OutgoingRequest("GET", uri, headers, NONE, 1);
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
