package io.koppel.sales.note;

import io.koppel.mapping.Side;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New notes of coupled orders in Business Central; later changes of them are not sent (sales-documents.md §8). */
final class NotesOfBusinessCentral {
    private static final String SELECT = "systemId,parentType,parentId,description,text,systemCreatedAt";
    private static final int SUBJECT = 250;

    private final Engine engine;
    private final NoteCouplings couplings;
    private final ReadPointer pointer;

    NotesOfBusinessCentral(Engine engine, NoteCouplings couplings, ReadPointer pointer) {
        this.engine = engine;
        this.couplings = couplings;
        this.pointer = pointer;
    }

    /** Notes written since the last look, whatever on: which record a note is on, the service cannot be asked for. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", SELECT);
        query.put("$filter", "systemCreatedAt ge " + pointer.from());
        query.put("$orderby", "systemCreatedAt");
        return query;
    }

    NoteBatch take(Page page, SalesRun run) {
        List<Row> rows = page.rows().stream()
                .filter(row -> "salesOrder".equals(row.text("parentType")))
                .toList();
        Map<UUID, NoteCoupling> known = couplings.ofBusinessCentral(
                rows.stream().map(row -> Columns.id(row, "systemId")).toList());
        Map<UUID, UUID> orders = CoupledOrders.partners(
                run,
                Side.BUSINESS_CENTRAL,
                rows.stream().map(row -> Columns.id(row, "parentId")).toList());
        List<NoteItem> items = new ArrayList<>();
        for (Row row : rows) {
            UUID order = orders.get(Columns.id(row, "parentId"));
            NoteCoupling coupling = known.get(Columns.id(row, "systemId"));
            boolean done = coupling != null && (coupling.confirmed() || coupling.origin() == NoteOrigin.SALES);
            String text = Columns.text(row, "text").strip();
            if (order != null && !done && !text.isEmpty()) {
                items.add(create(row, order, coupling, text));
            }
        }
        return new NoteBatch(run, engine.newId(), items, ReadPointer.last(page, "systemCreatedAt"));
    }

    private NoteItem create(Row row, UUID order, @Nullable NoteCoupling coupling, String text) {
        // The digest is that of the text as Sales will show it, so that it does not come back as a change.
        String digest = NoteText.digest(NoteText.plain(text));
        NoteCoupling chosen = coupling != null
                ? coupling
                : new NoteCoupling(
                        engine.newId(), Columns.id(row, "systemId"), order, NoteOrigin.BUSINESS_CENTRAL, digest, false);
        String subject = Columns.text(row, "description");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("annotationid", chosen.annotation().toString());
        body.put("subject", subject.length() > SUBJECT ? subject.substring(0, SUBJECT) : subject);
        body.put("notetext", text);
        body.put("isdocument", false);
        body.put("objectid_salesorder@odata.bind", "/salesorders(" + order + ")");
        return new NoteItem(chosen, digest, false, text, WriteOperation.create("annotations", body));
    }
}
