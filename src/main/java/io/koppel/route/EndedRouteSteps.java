package io.koppel.route;

import io.koppel.sales.SalesRun;
import io.koppel.sales.bidirectional.ArchivedOrder;
import io.koppel.sales.bidirectional.EndedBatch;
import io.koppel.sales.bidirectional.EndedSteps;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean {@code archivedOrders}: the steps of {@code routes/archived-orders.yaml}. */
public final class EndedRouteSteps {
    private final EndedSteps steps;

    EndedRouteSteps(EndedSteps steps) {
        this.steps = steps;
    }

    /** Orders that Business Central has no more, block by block. */
    public Iterator<List<ArchivedOrder>> ended(@Body SalesRun run) {
        return steps.ended(run);
    }

    /** What Sales has to be told. */
    public EndedBatch compose(@Body List<ArchivedOrder> orders, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.compose(orders, run);
    }

    /** Confirms what Sales was told. */
    public EndedBatch confirm(@Body EndedBatch batch) {
        return steps.confirm(batch);
    }
}
