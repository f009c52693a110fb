package io.koppel.sync;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Sends what a pass is to look at through its mapping's route. */
final class Selections {
    private final Engine engine;
    private final PassRoutes routes;

    Selections(Engine engine, PassRoutes routes) {
        this.engine = engine;
        this.routes = routes;
    }

    /** Everything that changed from that stamp on, in the mapping's filter; moves the watermark. */
    void changes(Pass pass, long from) {
        if (pass.stopping()) {
            return;
        }
        pass.tracked(true);
        try {
            routes.send(pass, new Selection.Changes(from));
        } finally {
            pass.tracked(false);
        }
    }

    /** Remembers how far the source was seen, once everything was confirmed. */
    void noteSeen(Pass pass) {
        OptionalLong end = pass.tracker().end();
        if (end.isPresent()
                && !pass.stopping()
                && !pass.isPreview()
                && pass.runtime().records().stampColumn(pass.source()) != null) {
            engine.watermarks().seen(pass.runtime().scope(), pass.source(), end.getAsLong());
        }
    }

    /** Records by id. */
    void ids(Pass pass, List<String> ids, boolean inFilterOnly) {
        for (int at = 0; at < ids.size() && !pass.stopping(); at += Selection.Ids.BLOCK) {
            List<String> block = ids.subList(at, Math.min(ids.size(), at + Selection.Ids.BLOCK));
            routes.send(pass, new Selection.Ids(Objects.requireNonNull(block), inFilterOnly));
        }
    }
}
