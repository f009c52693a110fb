package io.koppel.sales.timeline;

import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteResult;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.SalesRun;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps of {@code routes/order-status.yaml}, in their order. */
public final class TimelineSteps {
    /** Posts written with one request. */
    private static final int TOGETHER = 100;

    /** Posts written in a run; more wait for the next. */
    private static final int MOST = 10_000;

    /** A row that is bound does not exist (dataverse-web-api.md §12). */
    private static final String NO_SUCH_ROW = "0x80040217";

    private final Engine engine;
    private final OrderEvents events;
    private final EventFinder finder;
    private final PostWriter writer;

    public TimelineSteps(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.events = new OrderEvents(engine.database(), engine.company().name());
        this.finder = new EventFinder(engine, ledger, events);
        this.writer = new PostWriter(engine);
    }

    /** Query options of a read. */
    public Map<String, String> query(StatusSet set) {
        return set.query(engine);
    }

    /** Notes what a page of that set tells. */
    public void note(StatusSet set, Page page, SalesRun run) {
        if (set == StatusSet.ORDERS) {
            finder.released(page, run);
        } else {
            finder.posted(set, page, run);
        }
    }

    /** What is still to be told, also of earlier runs, in batches; each once in a run, whatever becomes of it. */
    public List<PostBatch> waiting(SalesRun run) {
        List<OrderEvent> all = events.waiting(MOST);
        List<PostBatch> batches = new ArrayList<>();
        for (int at = 0; at < all.size(); at += TOGETHER) {
            List<OrderEvent> some = all.subList(at, Math.min(all.size(), at + TOGETHER));
            batches.add(new PostBatch(run, engine.newId(), some, writer));
        }
        return batches;
    }

    /** Confirms what was told; what was not, and may be told later, stays. */
    public PostBatch confirm(PostBatch batch) {
        List<OrderEvent> sent = new ArrayList<>();
        List<OrderEvent> dropped = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (int i = 0; i < batch.items().size(); i++) {
            OrderEvent event = batch.items().get(i);
            WriteResult result = batch.results().get(i);
            if (result instanceof WriteResult.Written) {
                sent.add(event);
                history.add(history(event, batch.requestId()));
            } else if (result instanceof WriteResult.Refused refused) {
                refused(batch, event, refused.error(), sent, dropped);
            } else if (result instanceof WriteResult.Unknown lost) {
                fail(
                        batch,
                        event,
                        ErrorClass.TRANSIENT,
                        "no-answer",
                        "its answer was lost (" + lost.reason() + "); the next run writes it under the same id");
            }
        }
        engine.database().inTransaction(connection -> {
            events.sent(connection, sent);
            for (OrderEvent event : dropped) {
                events.dropped(connection, event, "the order is gone, or takes no such post");
            }
            batch.run()
                    .confirm(
                            connection,
                            new Counters(
                                    history.size(),
                                    0,
                                    0,
                                    0,
                                    0,
                                    batch.getFailures().size(),
                                    0,
                                    0),
                            history,
                            batch.getFailures());
            return true;
        });
        return batch;
    }

    /**
     * One that is there was written by an attempt whose answer nobody saw. An order that is gone needs no post; one that refuses
     * it for what it is would refuse it for ever, which is told once.
     */
    private static void refused(
            PostBatch batch, OrderEvent event, ServiceError error, List<OrderEvent> sent, List<OrderEvent> dropped) {
        if (error.code().equals(NO_SUCH_ROW)) {
            dropped.add(event);
            return;
        }
        switch (error.kind()) {
            case DUPLICATE -> sent.add(event);
            case GONE -> dropped.add(event);
            case DATA -> {
                dropped.add(event);
                fail(batch, event, error.kind(), error.code(), "it is given up: " + error.message());
            }
            case CONFIGURATION -> {
                batch.run().fail(new IllegalStateException("writing posts: " + error.describe()));
                fail(batch, event, error.kind(), error.code(), error.message());
            }
            default -> fail(batch, event, error.kind(), error.code(), error.message());
        }
    }

    private static void fail(PostBatch batch, OrderEvent event, ErrorClass kind, String code, String message) {
        batch.fail(batch.run()
                .failure(
                        "post '" + event.text() + "'",
                        null,
                        event.order(),
                        kind,
                        code,
                        null,
                        "the post on the order's timeline was not written; " + message));
    }

    private static History.Entry history(OrderEvent event, String requestId) {
        return new History.Entry(
                null,
                event.post(),
                Side.DATAVERSE,
                "create",
                "order " + event.order() + " was " + event.kind().word(),
                List.of(
                        new FieldChange("text", null, event.text()),
                        new FieldChange("regardingobjectid", null, event.order())),
                requestId);
    }
}
