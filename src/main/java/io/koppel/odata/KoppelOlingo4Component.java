package io.koppel.odata;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.olingo4.Olingo4AppWrapper;
import org.apache.camel.component.olingo4.Olingo4Component;
import org.apache.camel.component.olingo4.Olingo4Configuration;
import org.apache.camel.component.olingo4.internal.Olingo4ApiName;
import org.apache.olingo.commons.api.edm.Edm;
import org.jspecify.annotations.Nullable;

/**
 * The camel-olingo4 component over one service; bound as {@code bc} and as {@code dataverse}. Endpoints keep the syntax of
 * camel-olingo4, the engine behind them is Koppel's. One instance per service: endpoints of one component that differ in
 * their address only are taken for equal by the stock configuration (camel-notes.md §2).
 */
@SuppressWarnings("deprecation") // camel-olingo4 is deprecated as a whole; its endpoint syntax is what Koppel keeps
public final class KoppelOlingo4Component extends Olingo4Component {
    private final Olingo4AppWrapper shared;

    /** The service's endpoints; the service stays open when the component stops, its opener closes it. */
    public KoppelOlingo4Component(ODataService service) {
        shared = new Olingo4AppWrapper(new KoppelOlingo4App(service)) {
            @Override
            @SuppressWarnings("NullAway") // the stock type is not annotated; null keeps $metadata from being read
            public @Nullable Edm getEdm(@Nullable Map<String, String> headers) {
                return null;
            }
        };
    }

    @Override
    protected Endpoint createEndpoint(
            String uri, String methodName, Olingo4ApiName apiName, Olingo4Configuration configuration) {
        configuration.setApiName(apiName);
        configuration.setMethodName(methodName);
        return new KoppelOlingo4Endpoint(uri, this, apiName, methodName, configuration);
    }

    @Override
    public Olingo4AppWrapper createApiProxy(Olingo4Configuration configuration) {
        return shared;
    }

    @Override
    public void closeApiProxy(Olingo4AppWrapper proxy) {
        // Stopping one endpoint, as live reload does, must not take the service from the others.
    }
}
