package io.koppel.sales.quote;

import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.ReadRequest;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.document.DocumentComposer;
import io.koppel.sales.note.NoteText;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.FactsReader;
import io.koppel.sync.Engine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What comes when the lines are there: the invoice discount, and copies of the notes (sales-documents.md §3.3). */
final class QuoteCompletion {
    private final Engine engine;

    QuoteCompletion(Engine engine) {
        this.engine = engine;
    }

    private record Task(QuoteItem item, WriteOperation operation) {}

    void send(QuoteBatch batch, ODataService service) {
        List<QuoteItem> fresh = batch.open().stream()
                .filter(item -> item.written() || unsettled(item))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<Task> tasks = new ArrayList<>();
        fresh.forEach(item -> discount(batch, item, tasks));
        notes(fresh, tasks);
        if (tasks.isEmpty()) {
            return;
        }
        List<WriteResult> results =
                service.batch(tasks.stream().map(Task::operation).toList(), false);
        for (int i = 0; i < tasks.size(); i++) {
            settle(batch, tasks.get(i), results.get(i));
        }
    }

    /** Created by an earlier run that did not come this far. */
    private static boolean unsettled(QuoteItem item) {
        var known = item.known();
        return known != null && known.state() == io.koppel.sales.DocumentState.CREATED && item.document() != null;
    }

    private void discount(QuoteBatch batch, QuoteItem item, List<Task> tasks) {
        Row document = Objects.requireNonNull(item.document());
        int decimals = batch.run()
                .kept(FactsReader.class, () -> new FactsReader(engine))
                .amountDecimals(item.row());
        BigDecimal discount = DocumentComposer.invoiceDiscount(item.header(), decimals);
        BigDecimal wanted = discount == null ? BigDecimal.ZERO : discount;
        // A revision without discount takes away what the revision before had.
        boolean open = "Open".equals(document.text("status"));
        if (open && wanted.compareTo(Columns.amount(document, "discountAmount")) != 0) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put("discountAmount", wanted);
            tasks.add(
                    new Task(item, WriteOperation.update(QuoteDocuments.path(item.businessCentralId()), columns, "*")));
        }
    }

    /** Notes are copied, and never looked at again. */
    private void notes(List<QuoteItem> items, List<Task> tasks) {
        Map<UUID, QuoteItem> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        String quotes = byId.keySet().stream()
                .map(UUID::toString)
                .collect(Collectors.joining(
                        "','", "Microsoft.Dynamics.CRM.In(PropertyName='objectid',PropertyValues=['", "'])"));
        var pages = engine.services()
                .dataverse()
                .read(ReadRequest.of("annotations")
                        .with("$select", "annotationid,subject,notetext,createdon,filesize,_objectid_value")
                        .with("$filter", "isdocument eq false and " + quotes));
        while (pages.hasNext()) {
            for (Row row : pages.next().rows()) {
                QuoteItem item = byId.get(Columns.id(row, "_objectid_value"));
                String text = NoteText.plain(Columns.text(row, "notetext"));
                if (item != null
                        && !text.isEmpty()
                        && Columns.amount(row, "filesize").signum() == 0) {
                    tasks.add(new Task(item, note(item, row, text)));
                }
            }
        }
    }

    private static WriteOperation note(QuoteItem item, Row row, String text) {
        String subject = Columns.text(row, "subject");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "systemId",
                QuoteDocuments.noteId(item.id(), Columns.id(row, "annotationid"))
                        .toString());
        body.put("parentType", "salesQuote");
        body.put("parentId", item.businessCentralId().toString());
        body.put("description", subject.length() > 250 ? subject.substring(0, 250) : subject);
        body.put("text", text);
        body.put("created", row.text("createdon"));
        return WriteOperation.create("recordNotes", body);
    }

    private static void settle(QuoteBatch batch, Task task, WriteResult result) {
        QuoteItem item = task.item();
        boolean note = task.operation().kind() == WriteOperation.Kind.CREATE;
        if (result instanceof WriteResult.Written) {
            batch.history()
                    .add(QuoteHistory.entry(
                            item,
                            Side.BUSINESS_CENTRAL,
                            note ? "create" : "update",
                            note ? "note of " + item.name() : "invoice discount",
                            task.operation().body(),
                            batch.requestId()));
        } else if (result instanceof WriteResult.Refused refused) {
            // A note that is there was copied by an attempt whose answer nobody saw.
            if (!(note && refused.error().kind() == ErrorClass.DUPLICATE)) {
                batch.fail(
                        item,
                        refused.error().kind(),
                        refused.error().code(),
                        note ? null : "discountamount",
                        "the quote is in Business Central, but "
                                + (note ? "a note could not be copied: " : "its invoice discount could not be set: ")
                                + refused.error().message());
            }
        } else if (result instanceof WriteResult.Unknown lost) {
            batch.fail(
                    item,
                    ErrorClass.TRANSIENT,
                    "no-answer",
                    null,
                    "the quote is in Business Central; what follows got no answer (" + lost.reason()
                            + "), the next run finishes it");
        }
    }
}
