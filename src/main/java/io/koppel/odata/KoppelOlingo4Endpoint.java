package io.koppel.odata;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.olingo4.Olingo4Component;
import org.apache.camel.component.olingo4.Olingo4Configuration;
import org.apache.camel.component.olingo4.Olingo4Endpoint;
import org.apache.camel.component.olingo4.internal.Olingo4ApiName;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose own query options hold beside those of the exchange. In the stock endpoint a {@code
 * CamelOlingo4.queryParams} header replaces what the address says, so that {@code ?$select=…} would be lost without a word,
 * and single options are put into the header's map, which a route may share.
 */
@SuppressWarnings("deprecation") // camel-olingo4 is deprecated as a whole; its endpoint syntax is what Koppel keeps
final class KoppelOlingo4Endpoint extends Olingo4Endpoint {
    private static final String QUERY = "queryParams";

    KoppelOlingo4Endpoint(
            String uri,
            Olingo4Component component,
            Olingo4ApiName apiName,
            String methodName,
            Olingo4Configuration configuration) {
        super(uri, component, apiName, methodName, configuration);
    }

    @Override
    public void interceptProperties(Map<String, Object> properties) {
        Map<String, String> merged = new HashMap<>();
        addTo(merged, getEndpointProperties().get(QUERY));
        addTo(merged, properties.get(QUERY));
        if (!merged.isEmpty()) {
            // The signal to end a read early travels with the query of the exchange.
            properties.put(
                    QUERY, properties.get(QUERY) instanceof StoppableQuery stoppable ? stoppable.with(merged) : merged);
        }
        super.interceptProperties(properties);
    }

    private static void addTo(Map<String, String> merged, @Nullable Object options) {
        if (options instanceof Map<?, ?> map) {
            map.forEach((name, value) -> merged.put(String.valueOf(name), String.valueOf(value)));
        }
    }
}
