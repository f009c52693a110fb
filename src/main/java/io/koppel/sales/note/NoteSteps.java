package io.koppel.sales.note;

import io.koppel.journal.Counters;
import io.koppel.journal.History;
import io.koppel.journal.HistoryRow.FieldChange;
import io.koppel.mapping.Direction;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.Page;
import io.koppel.odata.ServiceError;
import io.koppel.odata.WriteResult;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps of {@code routes/sales-notes.yaml}, in their order. */
public final class NoteSteps {
    private final Engine engine;
    private final NoteCouplings couplings;
    private final ReadPointer salesPointer;
    private final ReadPointer businessCentralPointer;
    private final NotesOfSales sales;
    private final NotesOfBusinessCentral businessCentral;

    public NoteSteps(Engine engine) {
        this.engine = engine;
        this.couplings = new NoteCouplings(engine.database(), engine.company().name());
        this.salesPointer = new ReadPointer(engine, NotesJob.NAME, Side.DATAVERSE);
        this.businessCentralPointer = new ReadPointer(engine, NotesJob.NAME, Side.BUSINESS_CENTRAL);
        this.sales = new NotesOfSales(engine, couplings, salesPointer);
        this.businessCentral = new NotesOfBusinessCentral(engine, couplings, businessCentralPointer);
    }

    /** Query options of the read that starts a route. */
    public Map<String, String> query(SalesRun run) {
        return run.direction() == Direction.FROM_DATAVERSE ? sales.query(run) : businessCentral.query();
    }

    /** From a page to the notes that are to be written on the other side. */
    public NoteBatch take(Page page, SalesRun run) {
        return run.direction() == Direction.FROM_DATAVERSE ? sales.take(page, run) : businessCentral.take(page, run);
    }

    /** Commits which ids the new notes will have. */
    public NoteBatch intend(NoteBatch batch) {
        List<NoteCoupling> intents = batch.items().stream()
                .filter(item -> !item.update())
                .map(NoteItem::known)
                .toList();
        engine.database().inTransaction(connection -> {
            couplings.put(connection, intents);
            return true;
        });
        return batch;
    }

    /** What the results of a batch come to. */
    private static final class Outcome {
        private final List<NoteCoupling> confirmed = new ArrayList<>();
        private final List<NoteCoupling> forgotten = new ArrayList<>();
        private final List<History.Entry> history = new ArrayList<>();
        private int inserted;
        private int modified;
        private boolean again;
    }

    /** Confirms what was written; what got no answer is looked at again by the next run. */
    public NoteBatch confirm(NoteBatch batch) {
        Outcome outcome = new Outcome();
        for (int i = 0; i < batch.items().size(); i++) {
            settle(batch, batch.items().get(i), batch.results().get(i), outcome);
        }
        boolean advances = !outcome.again && batch.readUpTo().isAfter(Instant.EPOCH);
        engine.database().inTransaction(connection -> {
            couplings.put(connection, outcome.confirmed);
            couplings.delete(connection, outcome.forgotten);
            batch.run()
                    .confirm(
                            connection,
                            new Counters(
                                    outcome.inserted,
                                    outcome.modified,
                                    0,
                                    0,
                                    0,
                                    batch.getFailures().size(),
                                    0,
                                    0),
                            outcome.history,
                            batch.getFailures());
            if (advances) {
                pointer(batch).advance(connection, batch.readUpTo());
            }
            return true;
        });
        return batch;
    }

    private ReadPointer pointer(NoteBatch batch) {
        return batch.run().direction() == Direction.FROM_DATAVERSE ? salesPointer : businessCentralPointer;
    }

    private static void settle(NoteBatch batch, NoteItem item, WriteResult result, Outcome outcome) {
        if (result instanceof WriteResult.Written) {
            outcome.confirmed.add(item.known().confirmed(item.digest()));
            outcome.history.add(history(batch, item));
            outcome.modified += item.update() ? 1 : 0;
            outcome.inserted += item.update() ? 0 : 1;
        } else if (result instanceof WriteResult.Refused refused) {
            refused(batch, item, refused.error(), outcome);
        } else if (result instanceof WriteResult.Unknown lost) {
            outcome.again = true;
            fail(
                    batch,
                    item,
                    ErrorClass.TRANSIENT,
                    "no-answer",
                    "its answer was lost (" + lost.reason() + "); the next run writes it under the same id");
        }
    }

    private static void refused(NoteBatch batch, NoteItem item, ServiceError error, Outcome outcome) {
        switch (error.kind()) {
            // An attempt whose answer nobody saw has written it.
            case DUPLICATE -> {
                outcome.confirmed.add(item.known().confirmed(item.known().digest()));
                outcome.again = !item.known().digest().equals(item.digest());
            }
            case GONE -> outcome.forgotten.add(item.known());
            case CONFIGURATION -> {
                outcome.again = true;
                batch.run().fail(new IllegalStateException("writing notes: " + error.describe()));
                fail(batch, item, error.kind(), error.code(), error.message());
            }
            case DATA -> {
                if (!item.update()) {
                    outcome.forgotten.add(item.known());
                }
                fail(
                        batch,
                        item,
                        error.kind(),
                        error.code(),
                        error.message() + " It is tried again when the note changes.");
            }
            default -> {
                outcome.again = true;
                fail(batch, item, error.kind(), error.code(), error.message());
            }
        }
    }

    private static void fail(NoteBatch batch, NoteItem item, ErrorClass kind, String code, String message) {
        boolean fromSales = batch.run().direction() == Direction.FROM_DATAVERSE;
        batch.fail(batch.run()
                .failure(
                        "note "
                                + (fromSales
                                        ? item.known().annotation()
                                        : item.known().businessCentral()),
                        fromSales ? item.known().annotation() : item.known().businessCentral(),
                        fromSales
                                ? item.known().businessCentral()
                                : item.known().annotation(),
                        kind,
                        code,
                        null,
                        "the note of order " + item.known().order() + " was not written; " + message));
    }

    private static History.Entry history(NoteBatch batch, NoteItem item) {
        return new History.Entry(
                item.known().businessCentral(),
                item.known().annotation(),
                batch.run().direction() == Direction.FROM_DATAVERSE ? Side.BUSINESS_CENTRAL : Side.DATAVERSE,
                item.update() ? "update" : "create",
                "note of order " + item.known().order(),
                List.of(new FieldChange("text", null, item.text())),
                batch.requestId());
    }
}
