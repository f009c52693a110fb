package io.koppel.route;

import io.koppel.odata.Page;
import io.koppel.sales.SalesRun;
import io.koppel.sales.note.GoneNotes;
import io.koppel.sales.note.NoteBatch;
import io.koppel.sales.note.NoteSteps;
import io.koppel.sales.note.NotesJob;
import io.koppel.sales.order.OrderBatch;
import io.koppel.sync.Batch;
import io.koppel.sync.Decision;
import io.koppel.sync.Item;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Bean {@code notes}: the steps of {@code routes/sales-notes.yaml} between Camel's exchange and plain values. */
public final class NoteRouteSteps {
    private final NoteSteps steps;
    private final NotesJob job;
    private final GoneNotes gone;

    NoteRouteSteps(NoteSteps steps, NotesJob job, GoneNotes gone) {
        this.steps = steps;
        this.gone = gone;
        this.job = job;
    }

    /** Puts the query into the header where the OData endpoint looks for it. */
    public void query(Exchange exchange) {
        SalesRun run = CamelSalesRoutes.run(exchange, "this route carries notes; it is started by its job");
        CamelSalesRoutes.ask(exchange, steps.query(run));
    }

    /** From a page of notes to a batch. */
    public NoteBatch take(@Body Page page, @ExchangeProperty(CamelSalesRoutes.RUN) SalesRun run) {
        return steps.take(page, run);
    }

    /** Commits the ids of new notes. */
    public NoteBatch intend(@Body NoteBatch batch) {
        return steps.intend(batch);
    }

    /** Confirms what was written. */
    public NoteBatch confirm(@Body NoteBatch batch) {
        return steps.confirm(batch);
    }

    /**
     * Copies the notes of the orders of a batch that were synchronized from Sales and that Business Central lacks, and deletes those
     * that are gone in Sales (sales-documents.md §10.1).
     */
    public Batch ofOrders(@Body Batch batch) {
        List<UUID> orders = batch.pass().isPreview()
                ? List.of()
                : batch.items().stream()
                        .filter(item -> item.failure() == null
                                && (item.decision() instanceof Decision.Insert
                                        || item.decision() instanceof Decision.Modify))
                        .map(Item::sourceId)
                        .toList();
        if (!orders.isEmpty()) {
            gone.delete(batch.pass(), orders);
            job.copyOf(orders, batch.pass().startedBy());
        }
        return batch;
    }

    /** Copies the notes of the orders of a batch that exist in Business Central by now (sales-documents.md §1.9). */
    public OrderBatch ofNewOrders(@Body OrderBatch batch) {
        job.copyOf(
                batch.existing().stream().map(item -> item.id()).toList(),
                batch.run().startedBy());
        return batch;
    }
}
