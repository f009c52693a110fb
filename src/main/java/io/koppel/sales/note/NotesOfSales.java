package io.koppel.sales.note;

import io.koppel.mapping.Side;
import io.koppel.odata.Page;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.sales.ReadPointer;
import io.koppel.sales.SalesRun;
import io.koppel.sales.source.Columns;
import io.koppel.sync.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notes that were written or changed in Sales. Only true notes travel: a note with a file stays, also when it is added later
 * than its order was taken over (sales-documents.md §1.9, §8).
 */
final class NotesOfSales {
    private static final String SELECT =
            "annotationid,subject,notetext,createdon,modifiedon,isdocument,filesize,_objectid_value";

    private static final int DESCRIPTION = 250;

    private final Engine engine;
    private final NoteCouplings couplings;
    private final ReadPointer pointer;

    NotesOfSales(Engine engine, NoteCouplings couplings, ReadPointer pointer) {
        this.engine = engine;
        this.couplings = couplings;
        this.pointer = pointer;
    }

    /** Notes changed since the last look, or all notes of the orders that are asked for. */
    Map<String, String> query(SalesRun run) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", SELECT);
        String what = "objecttypecode eq 'salesorder' and isdocument eq false";
        query.put(
                "$filter",
                run.documents().isEmpty()
                        ? what + " and modifiedon ge "
                                + pointer.from().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        : what + " and " + ofOrders(run.documents()));
        query.put("$orderby", "modifiedon,annotationid");
        return query;
    }

    /** Condition for notes of some orders. */
    static String ofOrders(List<UUID> orders) {
        return orders.stream()
                .map(UUID::toString)
                .collect(Collectors.joining(
                        "','", "Microsoft.Dynamics.CRM.In(PropertyName='objectid',PropertyValues=['", "'])"));
    }

    NoteBatch take(Page page, SalesRun run) {
        List<Row> rows = page.rows().stream()
                .filter(row -> Columns.amount(row, "filesize").signum() == 0)
                .toList();
        Map<UUID, NoteCoupling> known = couplings.ofSales(
                rows.stream().map(row -> Columns.id(row, "annotationid")).toList());
        Map<UUID, UUID> orders = CoupledOrders.partners(
                run,
                Side.DATAVERSE,
                rows.stream().map(row -> Columns.id(row, "_objectid_value")).toList());
        List<NoteItem> items = new ArrayList<>();
        Instant last = ReadPointer.last(page, "modifiedon");
        for (Row row : rows) {
            UUID order = orders.get(Columns.id(row, "_objectid_value"));
            NoteCoupling coupling = known.get(Columns.id(row, "annotationid"));
            NoteItem item = item(row, order, coupling);
            if (item != null) {
                items.add(item);
            }
        }
        // What a person asked for by order says nothing about how far the notes were read.
        return new NoteBatch(run, engine.newId(), items, run.documents().isEmpty() ? last : Instant.EPOCH);
    }

    /** What is to be done with a note; null if nothing is. */
    private @Nullable NoteItem item(Row row, @Nullable UUID order, @Nullable NoteCoupling coupling) {
        String text = NoteText.plain(Columns.text(row, "notetext"));
        String digest = NoteText.digest(text);
        if (coupling != null && coupling.confirmed()) {
            return digest.equals(coupling.digest()) ? null : update(coupling, text, digest);
        }
        boolean othersBusiness = coupling != null && coupling.origin() == NoteOrigin.BUSINESS_CENTRAL;
        if (order == null || othersBusiness || text.isEmpty()) {
            return null;
        }
        NoteCoupling chosen = coupling != null
                ? coupling
                : new NoteCoupling(
                        Columns.id(row, "annotationid"),
                        engine.newId(),
                        Columns.id(row, "_objectid_value"),
                        NoteOrigin.SALES,
                        digest,
                        false);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("systemId", chosen.businessCentral().toString());
        body.put("parentType", "salesOrder");
        body.put("parentId", order.toString());
        body.put("description", cut(Columns.text(row, "subject")));
        body.put("text", text);
        body.put("created", row.text("createdon"));
        return new NoteItem(chosen, digest, false, text, WriteOperation.create("recordNotes", body));
    }

    private static NoteItem update(NoteCoupling coupling, String text, String digest) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("text", text);
        return new NoteItem(
                coupling,
                digest,
                true,
                text,
                WriteOperation.update("recordNotes(" + coupling.businessCentral() + ")", body, "*"));
    }

    private static String cut(String subject) {
        return subject.length() > DESCRIPTION ? subject.substring(0, DESCRIPTION) : subject;
    }
}
