package io.koppel.simulation;

import io.koppel.odata.ODataService;
import io.koppel.odata.Pages;
import io.koppel.odata.ReadRequest;
import io.koppel.sync.Batch;
import io.koppel.sync.Engine;
import io.koppel.sync.InlinePassRoutes;
import io.koppel.sync.Pass;
import io.koppel.sync.PassRoutes;
import io.koppel.sync.Selection;
import io.koppel.sync.Services;
import io.koppel.sync.Steps;
import java.util.LinkedHashMap;

/** The standard steps on the calling thread; in the wrong order or with a wrong watermark, where a bug is planted. */
final class SimulatedRoutes implements PassRoutes {
    private final Engine engine;
    private final Services services;
    private final Steps steps;
    private final PassRoutes sound;
    private final Bug bug;

    SimulatedRoutes(Engine engine, Steps steps, Bug bug) {
        this.engine = engine;
        this.services = engine.services();
        this.steps = steps;
        this.sound = new InlinePassRoutes(services, steps, failures -> {});
        this.bug = bug;
    }

    @Override
    public void send(Pass pass, Selection selection) {
        switch (bug) {
            case CONFIRMS_BEFORE_DELIVERING -> confirmFirst(pass, selection);
            case WATERMARK_BY_LOCAL_CLOCK -> {
                sound.send(pass, selection);
                moveWatermark(pass);
            }
            case WATERMARK_BEYOND_UNCONFIRMED -> {
                moveWatermark(pass);
                sound.send(pass, selection);
            }
            default -> sound.send(pass, selection);
        }
    }

    private void moveWatermark(Pass pass) {
        long stamp = bug == Bug.WATERMARK_BY_LOCAL_CLOCK
                ? engine.clock().millis()
                : engine.clock().millis() - 1000;
        engine.database().inTransaction(connection -> {
            engine.watermarks().advance(connection, pass.runtime().scope(), pass.source(), stamp);
            return true;
        });
    }

    private void confirmFirst(Pass pass, Selection selection) {
        ODataService target = services.of(pass.target());
        Pages pages = services.of(pass.source())
                .read(new ReadRequest(
                        pass.runtime().records().path(pass.source()),
                        new LinkedHashMap<>(steps.query(pass, selection)),
                        0,
                        false,
                        null));
        while (!pass.stopping() && pages.hasNext()) {
            Batch batch = steps.resolve(pass, pages.next());
            steps.decide().decide(batch);
            steps.transfer().transfer(batch);
            steps.intents().open(batch);
            steps.confirm().confirm(batch);
            batch.deliverTo(target);
        }
    }
}
