package io.koppel.sales.order;

import io.koppel.journal.Counters;
import io.koppel.journal.FailedRecord;
import io.koppel.journal.History;
import io.koppel.mapping.Side;
import io.koppel.odata.ErrorClass;
import io.koppel.odata.ODataService;
import io.koppel.odata.Row;
import io.koppel.odata.WriteOperation;
import io.koppel.odata.WriteResult;
import io.koppel.sales.DocumentEntry;
import io.koppel.sales.DocumentLedger;
import io.koppel.sales.DocumentState;
import io.koppel.sales.source.Columns;
import io.koppel.sales.source.DocumentSource;
import io.koppel.sync.Engine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells Sales that an order was taken over: company and day of submission. A submitted order takes no change, so it is opened,
 * changed and submitted again, in one transaction (sales-documents.md §1.8; dataverse-web-api.md §10.6).
 */
final class OrderWriteBack {
    private static final int SUBMITTED = 1;
    private static final int ATTEMPTS = 3;

    private final Engine engine;
    private final DocumentLedger ledger;

    OrderWriteBack(Engine engine, DocumentLedger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    void send(OrderBatch batch, ODataService service) {
        List<OrderItem> open = new ArrayList<>();
        for (OrderItem item : batch.existing()) {
            values(item, item.row());
            if (item.writtenBack().isEmpty()) {
                item.settled(true);
            } else {
                open.add(item);
            }
        }
        Map<OrderItem, Row> shown = new LinkedHashMap<>();
        open.forEach(item -> shown.put(item, item.row()));
        for (int attempt = 1; !open.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            open = once(batch, open, shown, service, attempt);
        }
    }

    /** Columns that still have to be written; none if the order shows them already. */
    private void values(OrderItem item, Row row) {
        Map<String, @Nullable Object> values = item.writtenBack();
        values.clear();
        String company = engine.company().dataverseId();
        if (company != null && !company.equals(row.get("_bcbi_companyid_value"))) {
            values.put("bcbi_CompanyId@odata.bind", "/bcbi_companies(" + company + ")");
        }
        String today = LocalDate.ofInstant(engine.clock().instant(), ZoneOffset.UTC) + "T00:00:00Z";
        String submitted = row.text("lastbackofficesubmit");
        if (submitted == null || !submitted.startsWith(today.substring(0, 10))) {
            values.put("lastbackofficesubmit", today);
        }
    }

    /** Sends once; answers those whose order has moved on and is to be looked at again. */
    private List<OrderItem> once(
            OrderBatch batch, List<OrderItem> open, Map<OrderItem, Row> shown, ODataService service, int attempt) {
        List<List<WriteResult>> results = service.changeSets(open.stream()
                .map(item -> operations(item, Objects.requireNonNull(shown.get(item))))
                .toList());
        List<OrderItem> again = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            OrderItem item = open.get(i);
            WriteResult first = results.get(i).get(0);
            if (first instanceof WriteResult.Written) {
                item.settled(true);
            } else if (first instanceof WriteResult.Refused refused
                    && refused.error().kind() != ErrorClass.CONFLICT) {
                batch.fail(
                        item,
                        refused.error().kind(),
                        refused.error().code(),
                        null,
                        "order " + number(item) + " was created, but Sales did not take note of it: "
                                + refused.error().message());
            } else {
                again.add(item);
            }
        }
        return again.isEmpty() ? again : reread(batch, again, shown, service, attempt);
    }

    /** What a person changed meanwhile, or a lost answer left behind. */
    private List<OrderItem> reread(
            OrderBatch batch, List<OrderItem> again, Map<OrderItem, Row> shown, ODataService service, int attempt) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Row row : service.readByIds(
                        DocumentSource.ORDER.entitySet(),
                        DocumentSource.ORDER.key(),
                        again.stream().map(item -> item.id().toString()).toList(),
                        Map.of(
                                "$select",
                                "salesorderid,statecode,statuscode,lastbackofficesubmit,_bcbi_companyid_value"))
                .rows()) {
            rows.put(Columns.text(row, "salesorderid"), row);
        }
        List<OrderItem> open = new ArrayList<>();
        for (OrderItem item : again) {
            Row row = rows.get(item.id().toString());
            if (row != null && Columns.number(row, "statecode") == SUBMITTED) {
                Map<String, @Nullable Object> sent = new LinkedHashMap<>(item.writtenBack());
                values(item, row);
                if (item.writtenBack().isEmpty()) {
                    item.writtenBack().putAll(sent);
                    item.settled(true);
                } else if (attempt < ATTEMPTS) {
                    shown.put(item, row);
                    open.add(item);
                } else {
                    batch.fail(
                            item,
                            ErrorClass.TRANSIENT,
                            "no-answer",
                            null,
                            "order " + number(item) + " was created; Sales changes the order all the time, the next run"
                                    + " finishes it");
                }
            } else {
                batch.fail(
                        item,
                        ErrorClass.DATA,
                        null,
                        "statecode",
                        "order " + number(item) + " was created, but meanwhile the order was "
                                + (row == null ? "deleted in Sales" : "opened or closed in Sales; submit it again"));
            }
        }
        return open;
    }

    private static List<WriteOperation> operations(OrderItem item, Row row) {
        String path = DocumentSource.ORDER.path(item.id());
        return List.of(
                WriteOperation.update(path, OrderStates.open(), row.etag() == null ? "*" : row.etag()),
                WriteOperation.update(path, new LinkedHashMap<>(item.writtenBack()), "*"),
                WriteOperation.update(path, OrderStates.submitted(), "*"));
    }

    /** Confirms what Sales took note of. */
    OrderBatch finish(OrderBatch batch) {
        List<DocumentEntry> entries = new ArrayList<>();
        List<History.Entry> history = new ArrayList<>();
        for (OrderItem item : batch.items()) {
            DocumentEntry known = item.known();
            if (item.failure() == null && item.settled() && known != null) {
                entries.add(known.in(
                        DocumentState.SETTLED,
                        null,
                        batch.run().run(),
                        batch.run().now()));
                history(item, batch.requestId(), history);
            } else if (item.failure() != null && item.created() != null && known != null) {
                entries.add(known.in(
                        DocumentState.CREATED,
                        item.failure().message(),
                        batch.run().run(),
                        batch.run().now()));
            }
        }
        List<FailedRecord> failures = batch.newFailures();
        engine.database().inTransaction(connection -> {
            ledger.put(connection, entries);
            batch.run().confirm(connection, new Counters(0, 0, 0, 0, 0, failures.size(), 0, 0), history, failures);
            return true;
        });
        batch.abandon();
        return batch;
    }

    private static void history(OrderItem item, String requestId, List<History.Entry> history) {
        if (item.writtenBack().isEmpty()) {
            return;
        }
        for (Map<String, @Nullable Object> values :
                List.of(OrderStates.open(), item.writtenBack(), OrderStates.submitted())) {
            history.add(OrderHistory.updated(
                    item, Side.DATAVERSE, "taken over", values, item.row().values(), requestId));
        }
    }

    private static String number(OrderItem item) {
        return item.created() == null ? "" : Columns.text(item.created(), "number");
    }
}
