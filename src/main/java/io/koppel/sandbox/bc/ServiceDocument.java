package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.JsonOut;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.SandboxResponse;

/** The list of a surface's sets, at its base. */
final class ServiceDocument {
    private ServiceDocument() {}

    static SandboxResponse of(Exchange exchange, Model model, Surface surface) {
        JsonOut out = new JsonOut().beginObject();
        out.name("@odata.context").string(exchange.baseUrl() + surface.base() + "/$metadata");
        out.name("value").beginArray();
        for (EntitySet set : model.sets()) {
            if (set.surface() == surface) {
                out.beginObject().name("name").string(set.name()).name("kind").string("EntitySet");
                out.name("url").string(set.name()).endObject();
            }
        }
        return SandboxResponse.json(200, out.endArray().endObject());
    }
}
