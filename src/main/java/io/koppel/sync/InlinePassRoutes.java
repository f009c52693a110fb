package io.koppel.sync;

import io.koppel.journal.FailedRecord;
import io.koppel.mapping.Side;
import io.koppel.odata.ODataService;
import io.koppel.odata.Page;
import io.koppel.odata.ReadRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets a pass go through the standard steps on the calling thread, without Camel: for records another record depends on, whose
 * batch already occupies a thread of the route.
 */
public final class InlinePassRoutes implements PassRoutes {
    private final Services services;
    private final Steps steps;
    private final Consumer<List<FailedRecord>> failures;

    /** @param failures where those that failed go once their batch is confirmed; never called with none */
    public InlinePassRoutes(Services services, Steps steps, Consumer<List<FailedRecord>> failures) {
        this.services = services;
        this.steps = steps;
        this.failures = failures;
    }

    @Override
    public void send(Pass pass, Selection selection) {
        ODataService target = services.of(pass.target());
        Iterator<Page> pages = pages(pass, selection);
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
                return;
            }
            failed(batch.getFailures());
        }
    }

    @Override
    public void failed(List<FailedRecord> records) {
        if (!records.isEmpty()) {
            failures.accept(records);
        }
    }

    private Iterator<Page> pages(Pass pass, Selection selection) {
        if (ChoiceSource.isRead(pass)) {
            return List.of(steps.options(pass, selection)).iterator();
        }
        Side side = pass.source();
        return services.of(side)
                .read(new ReadRequest(
                        pass.runtime().records().path(side),
                        new LinkedHashMap<>(steps.query(pass, selection)),
                        0,
                        false,
                        null));
    }
}
