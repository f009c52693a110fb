package io.koppel.route;

import io.koppel.coupling.Coupling;
import io.koppel.sales.SalesRun;
import io.koppel.sales.order.FollowBatch;
import io.koppel.sales.order.FollowSteps;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean {@code orderLife}: the steps of {@code routes/follow-orders.yaml}. */
public final class FollowRouteSteps {
    private final FollowSteps steps;

    FollowRouteSteps(FollowSteps steps) {
        this.steps = steps;
    }

    /** Coupled orders, block by block. */
    public Iterator<List<Coupling>> coupled(@Body SalesRun run) {
        return steps.coupled(run);
    }

    /** Looks at a block on both sides and decides. */
    public FollowBatch look(@Body List<Coupling> block, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.look(block, run);
    }

    /** Confirms what Sales was told. */
    public FollowBatch confirm(@Body FollowBatch batch) {
        return steps.confirm(batch);
    }
}
