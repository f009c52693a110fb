package io.koppel.sync.rules;

import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Whether Dataverse keeps the amounts that Koppel sends with a document, or reckons its own (dataverse-web-api.md §10.5): it keeps
 * them while order-processing integration is on and Koppel's user is the integration user. Asked once a pass.
 */
public final class KeptFigures {
    private final Engine engine;
    private final Map<Pass, Boolean> known = new WeakHashMap<>();

    public KeptFigures(Engine engine) {
        this.engine = engine;
    }

    synchronized boolean areKept(Pass pass) {
        return known.computeIfAbsent(pass, key -> areKept());
    }

    /** Asks for it now. */
    public boolean areKept() {
        String user = engine.company().dataverseUser();
        boolean integration = engine
                .services()
                .dataverse()
                .readPage(ReadRequest.of("organizations").with("$select", "issopintegrationenabled"))
                .rows()
                .stream()
                .anyMatch(row -> Boolean.TRUE.equals(row.get("issopintegrationenabled")));
        return integration
                && user != null
                && engine.services()
                        .dataverse()
                        .readOne("systemusers(" + user + ")", Map.of("$select", "isintegrationuser"))
                        .map((Row row) -> Boolean.TRUE.equals(row.get("isintegrationuser")))
                        .orElse(false);
    }
}
