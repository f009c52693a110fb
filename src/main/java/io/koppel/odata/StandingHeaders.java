package io.koppel.odata;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** The headers that every request carries (business-central-api.md §4, dataverse-web-api.md §4). */
final class StandingHeaders {
    private static final String VERSION = version();

    private StandingHeaders() {}

    /** For every request to the service of these settings. */
    static Map<String, String> of(ConnectionSettings settings) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Accept-Language", "en-US");
        headers.put("User-Agent", "Koppel/" + VERSION);
        // Within one machine compressing costs both ends more than it saves.
        if (!isLoopback(settings.surfaces().get(0).baseUri())) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (settings.kind() == ServiceKind.DATAVERSE) {
            headers.put("OData-MaxVersion", "4.0");
            headers.put("OData-Version", "4.0");
        }
        return Map.copyOf(headers);
    }

    private static boolean isLoopback(URI uri) {
        String host = String.valueOf(uri.getHost());
        try {
            boolean literal = host.startsWith("127.") || host.startsWith("[") || host.equals("localhost");
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static String version() {
        String version = StandingHeaders.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
