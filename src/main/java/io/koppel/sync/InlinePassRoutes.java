package io.koppel.sync;

import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import java.util.LinkedHashMap;

/**
 * Lets a pass go through the standard steps on the calling thread, without Camel: for records another record depends on, whose
 * batch already occupies a thread of the route.
 */
public final class InlinePassRoutes implements PassRoutes {
    private final Services services;
    private final Steps steps;

    public InlinePassRoutes(Services services, Steps steps) {
        this.services = services;
        this.steps = steps;
    }

    @Override
    public void send(Pass pass, Selection selection) {
        Side side = pass.source();
        ODataService source = services.of(side);
        ODataService target = services.of(pass.target());
        Pages pages = source.read(new ReadRequest(
                pass.runtime().records().path(side),
                new LinkedHashMap<>(steps.query(pass, selection)),
                0,
                false,
                null));
        while (!pass.stopping() && pages.hasNext()) {
            Batch batch = steps.resolve(pass, pages.next());
            try {
                steps.decide().decide(batch);
                steps.transfer().transfer(batch);
                steps.intents().open(batch);
                batch.deliverTo(target);
                steps.confirm().confirm(batch);
            } catch (RuntimeException e) {
                steps.abandon(batch);
                pass.fail(e);
            }
        }
    }
}
