package io.koppel.sales.order;

import io.koppel.odata.Page;
import io.koppel.sales.DocumentClaims;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.SalesRun;
import io.koppel.sync.Engine;
import java.util.Map;

/** The steps of {@code routes/create-orders.yaml}, in their order. */
public final class OrderSteps {
    private final OrderIntake intake;
    private final OrderComposition composition;
    private final OrderIntents intents;
    private final OrderCreation creation;
    private final OrderCompletion completion;
    private final OrderWriteBack writeBack;

    public OrderSteps(Engine engine, DocumentLedger ledger, DocumentClaims claims) {
        this.intake = new OrderIntake(engine, ledger, claims);
        this.composition = new OrderComposition(engine);
        this.intents = new OrderIntents(engine, ledger);
        this.creation = new OrderCreation(engine, ledger);
        this.completion = new OrderCompletion(engine);
        this.writeBack = new OrderWriteBack(engine, ledger);
    }

    /** From a page of orders to a batch of those that are to be created or finished. */
    public OrderBatch take(Page page, SalesRun run) {
        return intake.take(page, run);
    }

    /** Reads what they need and puts them into Business Central's words. */
    public OrderBatch compose(OrderBatch batch) {
        return composition.compose(batch);
    }

    /** Commits which ids the new orders will have; next comes Business Central. */
    public OrderBatch intend(OrderBatch batch) {
        intents.open(batch);
        batch.next(creation::send);
        return batch;
    }

    /** Confirms what was created and refused; next comes Business Central, for what needs the lines. */
    public OrderBatch confirm(OrderBatch batch) {
        creation.confirm(batch);
        batch.failuresConfirmed();
        batch.next(completion::send);
        return batch;
    }

    /** Prepares what Sales is told; next comes Dataverse. */
    public OrderBatch report(OrderBatch batch) {
        batch.next(writeBack::send);
        return batch;
    }

    /** Confirms what Sales took note of, and lets the orders go. */
    public OrderBatch finish(OrderBatch batch) {
        return writeBack.finish(batch);
    }

    /** Query options of the read that starts the route. */
    public static Map<String, String> query(SalesRun run) {
        return OrderQuery.of(run);
    }
}
