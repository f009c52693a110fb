package io.koppel.sales.note;

import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sync.Engine;
import io.koppel.sync.Pass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Notes of orders that travel both ways and that were deleted in Sales: Business Central's go, too (sales-documents.md §8, §10.1).
 * Notes that were written in Business Central stay.
 */
public final class GoneNotes {
    private final Engine engine;
    private final NoteCouplings couplings;

    public GoneNotes(Engine engine) {
        this.engine = engine;
        this.couplings = new NoteCouplings(engine.database(), engine.company().name());
    }

    /**
     * Deletes the notes of some orders of Sales that are gone there. What gets no answer is deleted the next time.
     *
     * @param pass the pass that has synchronized the orders
     */
    public void delete(Pass pass, List<UUID> orders) {
        List<NoteCoupling> gone = gone(orders);
        if (gone.isEmpty()) {
            return;
        }
        UUID batch = engine.newId();
        List<WriteResult> results = engine.services()
                .businessCentral()
                .withRequestId(batch.toString())
                .batch(
                        gone.stream()
                                .map(note -> WriteOperation.delete("recordNotes(" + note.businessCentral() + ")", "*"))
                                .toList(),
                        false);
        List<NoteCoupling> forgotten = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (int i = 0; i < gone.size(); i++) {
            NoteCoupling note = gone.get(i);
            boolean deleted = results.get(i) instanceof WriteResult.Written;
            boolean missing = results.get(i) instanceof WriteResult.Refused refused
                    && refused.error().kind() == ErrorClass.GONE;
            if (deleted) {
                history.add(new History.Entry(
                        note.businessCentral(),
                        note.annotation(),
                        Side.BUSINESS_CENTRAL,
                        "delete",
                        "note of order " + note.order() + " was deleted in Sales",
                        List.of(),
                        batch.toString()));
            }
            if (deleted || missing) {
                forgotten.add(note);
            }
        }
        engine.database().inTransaction(connection -> {
            couplings.delete(connection, forgotten);
            engine.history()
                    .record(
                            connection,
                            pass.runtime().scope(),
                            pass.run(),
                            pass.job(),
                            engine.clock().millis(),
                            history);
            return true;
        });
    }

    private List<NoteCoupling> gone(List<UUID> orders) {
        List<NoteCoupling> known = couplings.ofOrders(orders).values().stream()
                .filter(note -> note.confirmed() && note.origin() == NoteOrigin.SALES)
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        Set<String> there = new HashSet<>();
        engine.services()
                .dataverse()
                .readByIds(
                        "annotations",
                        "annotationid",
                        known.stream().map(note -> note.annotation().toString()).toList(),
                        Map.of("$select", "annotationid"))
                .rows()
                .forEach(row -> there.add(String.valueOf(row.get("annotationid"))));
        return known.stream()
                .filter(note -> !there.contains(note.annotation().toString()))
                .toList();
    }
}
